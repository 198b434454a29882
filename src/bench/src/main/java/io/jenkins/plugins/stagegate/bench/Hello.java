package io.jenkins.plugins.stagegate.bench;

/** The least that a program in Java can do: says the time, in milliseconds. */
final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println(System.currentTimeMillis());
    }
}
