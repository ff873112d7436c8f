package io.gleaner.stack.supervision;

import io.gleaner.stack.home.Home;

/** How a supervisor and the world around it talk: what runs, what shall run, and what happens. */
public record Channels(Home home, Records records, Orders orders, Announcements announcements) {

    public static Channels of(Home home, Announcements announcements) {
        return new Channels(home, new Records(home.running()), new Orders(home.running()), announcements);
    }

    void say(Component component, String line) {
        announcements.say(component.name() + " " + line + (home.isFull() ? " (the disk is full)" : ""));
    }
}
