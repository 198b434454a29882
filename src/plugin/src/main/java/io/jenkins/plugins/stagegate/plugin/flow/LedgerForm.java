package io.jenkins.plugins.stagegate.plugin.flow;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import hudson.util.XStream2;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;

/** How a ledger and its entries stand in the log; in XML if an older version has written them. */
final class LedgerForm {
    private static final XStream2 XSTREAM = new XStream2();

    static {
        XSTREAM.alias("ledger", Ledger.class);
        XSTREAM.alias("action", Ledger.Entry.class);
    }

    private LedgerForm() {}

    static byte[] write(Ledger ledger) {
        var out = new Packed.Writer();
        out.number(ledger.lastNode).text(ledger.trunk).flag(ledger.clean);
        var stage = ledger.stage;
        if (isThere(stage, out)) {
            out.text(stage.key).text(stage.name).text(stage.start);
        }
        var group = ledger.group;
        if (isThere(group, out)) {
            put(group.actions, out.number(group.runOrder).text(group.start));
        }
        var wait = ledger.wait;
        if (isThere(wait, out)) {
            out.text(wait.key).text(wait.node);
        }
        put(ledger.closedStages, out);
        out.number(ledger.actions.size());
        ledger.actions.forEach((id, entry) -> put(entry, out.text(id)));
        var ending = ledger.ending;
        if (isThere(ending, out)) {
            out.text(ending.result).text(ending.message);
        }
        return out.bytes();
    }

    static byte[] write(Ledger.Entry entry) {
        var out = new Packed.Writer();
        put(entry, out);
        return out.bytes();
    }

    static Ledger readLedger(byte[] bytes) throws IOException {
        if (!Packed.is(bytes)) {
            return (Ledger) XSTREAM.fromXML(new ByteArrayInputStream(bytes));
        }
        var in = new Packed.Reader(bytes);
        var ledger = new Ledger();
        ledger.lastNode = in.number();
        ledger.trunk = in.textOrNull();
        ledger.clean = in.flag();
        if (in.flag()) {
            ledger.stage = new Ledger.OpenStage(in.text(), in.text(), in.text());
        }
        if (in.flag()) {
            ledger.group = new Ledger.OpenGroup(in.number(), in.text());
            take(ledger.group.actions, in);
        }
        if (in.flag()) {
            ledger.wait = new Ledger.Wait(in.text(), in.text());
        }
        take(ledger.closedStages, in);
        for (int left = in.number(); left > 0; left--) {
            ledger.actions.put(in.text(), entry(in));
        }
        if (in.flag()) {
            ledger.ending = new Ledger.Ending(Result.fromString(in.text()), in.textOrNull());
        }
        return ledger;
    }

    static Ledger.Entry readEntry(byte[] bytes) throws IOException {
        return Packed.is(bytes)
                ? entry(new Packed.Reader(bytes))
                : (Ledger.Entry) XSTREAM.fromXML(new ByteArrayInputStream(bytes));
    }

    private static boolean isThere(@CheckForNull Object part, Packed.Writer out) {
        out.flag(part != null);
        return part != null;
    }

    private static void put(Collection<String> texts, Packed.Writer out) {
        out.number(texts.size());
        texts.forEach(out::text);
    }

    private static void take(Collection<String> texts, Packed.Reader in) throws IOException {
        for (int left = in.number(); left > 0; left--) {
            texts.add(in.text());
        }
    }

    private static void put(Ledger.Entry entry, Packed.Writer out) {
        out.text(entry.name).text(entry.start).text(entry.head);
        out.flag(entry.ended).flag(entry.failed).text(entry.stopping).number(entry.program);
    }

    private static Ledger.Entry entry(Packed.Reader in) throws IOException {
        var entry = new Ledger.Entry(in.text(), in.text());
        entry.head = in.text();
        entry.ended = in.flag();
        entry.failed = in.flag();
        entry.stopping = in.textOrNull();
        entry.program = in.number();
        return entry;
    }
}
