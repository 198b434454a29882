package io.jenkins.plugins.stagegate.plugin.notify;

import hudson.model.TaskListener;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import jenkins.plugins.mailer.tasks.MimeMessageBuilder;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** Tells people by e-mail, with the server that the Mailer plugin is configured for. */
@OptionalExtension(requirePlugins = "mailer")
public final class MailNotifier implements ApprovalNotifier {
    @Override
    public String channel() {
        return "email";
    }

    @Override
    public void tell(ApprovalNotice notice, String address) throws IOException {
        try {
            var mail = new MimeMessageBuilder()
                    .setListener(TaskListener.NULL)
                    .setCharset(StandardCharsets.UTF_8.name())
                    .addRecipients(address)
                    .setSubject(Messages.MailNotifier_subject(
                            line(notice.pipeline()), notice.number(), line(notice.action())))
                    .setBody(body(notice))
                    .buildMimeMessage();
            Transport.send(mail);
        } catch (MessagingException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String body(ApprovalNotice notice) {
        var expires = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG)
                .withLocale(Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(notice.expires());
        var body = new StringBuilder();
        notice.message().ifPresent(message -> body.append(message).append("\n\n"));
        notice.link()
                .ifPresent(link -> body.append(Messages.MailNotifier_look(link)).append('\n'));
        body.append(Messages.MailNotifier_decide(notice.page())).append('\n');
        body.append(Messages.MailNotifier_where(
                notice.pipeline(), notice.number(), notice.stage(), notice.action(), expires));
        return body.append('\n').toString();
    }

    /** A header ends with its line, whatever somebody called something. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
