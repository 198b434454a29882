package io.jenkins.plugins.stagegate.plugin;

/** The definition of the shop's release. */
final class Shop {
    /** A stage that does nothing worth speaking of. */
    static final String NOTHING = "stage('Build') { build('Package') { commands 'true' } }";

    private Shop() {}

    /** A pipeline that takes its source from a repository, and goes on with these stages. */
    static String pipeline(String repository, String stages) {
        return """
                releasePipeline {
                    stages {
                        stage('Source') {
                            source('App') { git url: '%s', branch: 'main'; output 'AppSource'; namespace 'App' }
                        }
                %s
                    }
                }
                """
                .formatted(repository, stages);
    }
}
