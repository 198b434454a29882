package io.jenkins.plugins.stagegate.plugin.notify;

import hudson.model.TaskListener;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
                    .setSubject(line(notice.title()))
                    .setBody(body(notice))
                    .buildMimeMessage();
            Transport.send(mail);
        } catch (MessagingException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String body(ApprovalNotice notice) {
        var body = new StringBuilder(String.join("\n\n", NoticeText.paragraphs(notice))).append("\n\n");
        notice.link()
                .ifPresent(link -> body.append(Messages.MailNotifier_look(link)).append('\n'));
        return body.append(
                        notice.occasion().open()
                                ? Messages.MailNotifier_decide(notice.page())
                                : Messages.MailNotifier_line(notice.page()))
                .append('\n')
                .toString();
    }

    /** A header ends with its line, whatever somebody called something. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
