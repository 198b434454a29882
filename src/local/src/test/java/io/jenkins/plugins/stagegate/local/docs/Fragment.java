package io.jenkins.plugins.stagegate.local.docs;

/** Places of a small pipeline where a piece of an example can stand. */
enum Fragment {
    /** Words of {@code releasePipeline} besides {@code stages}. */
    PIPELINE("""
            releasePipeline {
            %s
            stages {
            """ + Frame.STAGES
            + "}\n}"),
    /** Source actions, in place of the usual one. */
    SOURCES(
            """
            releasePipeline { stages {
            stage('Source') {
            %s
            }
            stage('Build') { test('Look') { commands 'ls' } }
            } }
            """),
    /** Stages behind those that take the source and build. */
    STAGE(Frame.around("%s")),
    /** Words of a {@code stage}. */
    ACTIONS(Frame.around("stage('Example') {\n%s\n}")),
    /** Words of an action that does something. */
    WORK(Frame.around("stage('Example') { build('Example') {\n%s\n} }")),
    /** Words of an {@code approval}. */
    APPROVAL(Frame.around("stage('Example') { approval('Example') {\n%s\n} }"));

    private final String frame;

    Fragment(String frame) {
        this.frame = frame;
    }

    /** The smallest pipeline with the text in this place. */
    String inPipeline(String text) {
        return frame.formatted(text);
    }

    /** What the examples may refer to. */
    private static final class Frame {
        private static final String STAGES =
                """
                stage('Source') {
                    source('App') { scm(); output 'AppSource'; namespace 'App' }
                }
                stage('Build') {
                    build('Package') {
                        input 'AppSource'
                        commands 'make'
                        output 'AppJar'
                        exports 'APP_VERSION'
                        namespace 'Package'
                    }
                }
                """;

        private static String around(String place) {
            return """
                    releasePipeline {
                    variables { string 'REGION', defaultValue: 'here' }
                    stages {
                    """
                    + STAGES + place + "\n}\n}";
        }
    }
}
