package io.jenkins.plugins.stagegate.trigger;

/** Reads what the providers' hooks say. */
public final class Hooks {
    private Hooks() {}

    /**
     * What the delivery says. Whether it is to be believed is {@link Delivery#isFrom}'s matter.
     *
     * @throws InvalidDeliveryException if it lacks what the provider's deliveries have
     */
    public static Heard read(Delivery delivery) throws InvalidDeliveryException {
        var body = Payload.of(delivery.body());
        var event = delivery.header(delivery.provider().eventHeader()).orElse("");
        return switch (delivery.provider()) {
            case GITHUB, GITEA -> GithubHook.read(event, body);
            case GITLAB -> GitlabHook.read(body);
            case BITBUCKET -> BitbucketHook.read(event, body);
            case CODECOMMIT -> CodeCommitHook.read(body);
            case GENERIC -> GenericHook.read(body);
        };
    }

    /** Whether it names its commits, so that its text is never sent for another one. Our own form need not. */
    public static boolean tellsItsCommits(Delivery delivery) {
        if (delivery.provider() != Provider.GENERIC) {
            return true;
        }
        try {
            return !Payload.of(delivery.body()).text("commit").isEmpty();
        } catch (InvalidDeliveryException e) {
            return true;
        }
    }
}
