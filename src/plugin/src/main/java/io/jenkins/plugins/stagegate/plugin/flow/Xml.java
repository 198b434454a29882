package io.jenkins.plugins.stagegate.plugin.flow;

import hudson.Util;
import java.util.ArrayDeque;
import java.util.Deque;

/** A text in XML as it is put together. */
final class Xml {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Begins an element. */
    Xml open(String name) {
        text.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    /** Begins an element that says which class it is of. */
    Xml open(String name, String type) {
        text.append('<').append(name).append(" class=\"").append(type).append("\">");
        open.push(name);
        return this;
    }

    /** Ends the element that was begun last. */
    Xml close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    /** Adds an element with nothing but text. */
    Xml leaf(String name, String content) {
        open(name);
        text.append(Util.xmlEscape(content));
        return close();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
