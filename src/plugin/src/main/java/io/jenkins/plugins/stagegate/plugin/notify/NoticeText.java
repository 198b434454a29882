package io.jenkins.plugins.stagegate.plugin.notify;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people read of a notice, below its title. */
final class NoticeText {
    private NoticeText() {}

    /** What is asked, what was said to it, and where it is, each if there is something to say. */
    static List<String> paragraphs(ApprovalNotice notice) {
        var paragraphs = new ArrayList<String>();
        notice.message().ifPresent(paragraphs::add);
        if (!notice.comment().isEmpty()) {
            paragraphs.add(notice.comment());
        }
        var where = Messages.NoticeText_where(notice.pipeline(), notice.number(), notice.stage(), notice.action());
        paragraphs.add(
                notice.occasion().open() ? where + " " + Messages.NoticeText_expires(time(notice.expires())) : where);
        paragraphs.removeIf(String::isBlank);
        return paragraphs;
    }

    static String button(ApprovalNotice notice) {
        return notice.occasion().open() ? Messages.NoticeText_decide() : Messages.NoticeText_open();
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG)
                .withLocale(Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(instant);
    }
}
