package io.jenkins.plugins.stagegate.s3;

import io.jenkins.plugins.stagegate.object.Connection;
import io.jenkins.plugins.stagegate.object.ObjectStore;
import io.jenkins.plugins.stagegate.object.ObjectStores;
import io.jenkins.plugins.stagegate.source.GitCredentials.Login;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;

/** Connects to S3, and to whatever speaks its protocol. A server that is silent for a minute is given up. */
public final class S3Stores implements ObjectStores {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    @Override
    public ObjectStore connect(Connection where) {
        var builder = S3Client.builder()
                .region(region(where))
                .credentialsProvider(credentials(where))
                .httpClientBuilder(http(where, address(where)))
                // Other servers than AWS's do not know the checksums that the SDK would add by itself.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .forcePathStyle(where.endpoint().isPresent());
        where.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
        return new S3Store(builder.build(), where.endpoint().orElse("S3"));
    }

    private static URI address(Connection where) {
        return URI.create(where.endpoint().orElse("https://s3." + region(where).id() + ".amazonaws.com"));
    }

    /** @param address of the server, by which the proxy is chosen */
    static UrlConnectionHttpClient.Builder http(Connection where, URI address) {
        var http =
                UrlConnectionHttpClient.builder().connectionTimeout(TO_CONNECT).socketTimeout(SILENCE);
        where.route().proxy(address).ifPresent(proxy -> http.proxyConfiguration(through(where, proxy)));
        return http;
    }

    private static ProxyConfiguration through(Connection where, InetSocketAddress proxy) {
        var through = ProxyConfiguration.builder()
                .endpoint(URI.create("http://" + proxy.getHostString() + ":" + proxy.getPort()));
        where.route().login().ifPresent(login -> through.username(login.getUserName())
                .password(new String(login.getPassword())));
        return through.build();
    }

    static Region region(Connection where) {
        if (where.region().isPresent()) {
            return Region.of(where.region().get());
        }
        if (where.ambient()) {
            try {
                return new DefaultAwsRegionProviderChain().getRegion();
            } catch (SdkClientException e) {
                return Region.US_EAST_1; // The machine is set up with none.
            }
        }
        return Region.US_EAST_1;
    }

    static AwsCredentialsProvider credentials(Connection where) {
        return where.login()
                .<AwsCredentialsProvider>map(login -> StaticCredentialsProvider.create(key(login)))
                .orElseGet(() -> where.ambient()
                        ? DefaultCredentialsProvider.builder().build()
                        : AnonymousCredentialsProvider.create());
    }

    private static AwsCredentials key(Login login) {
        var parts = login.password().split(":", 2);
        return parts.length == 2
                ? AwsSessionCredentials.create(login.user(), parts[0], parts[1])
                : AwsBasicCredentials.create(login.user(), parts[0]);
    }
}
