package io.jenkins.plugins.stagegate.dsl;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers as Groovy reads them: small ones are integers, ones with a point are decimal. */
final class Numbers {
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}\\.[0-9]{1,18}");

    private Numbers() {}

    static Number of(Token token, boolean negative) throws SyntaxException {
        String text = (negative ? "-" : "") + token.text();
        if (DECIMAL.matcher(token.text()).matches()) {
            return new BigDecimal(text);
        }
        if (!WHOLE.matcher(token.text()).matches()) {
            throw new SyntaxException("number", token, token.text());
        }
        long whole = Long.parseLong(text);
        if (whole == (int) whole) {
            return (int) whole;
        }
        return whole;
    }
}
