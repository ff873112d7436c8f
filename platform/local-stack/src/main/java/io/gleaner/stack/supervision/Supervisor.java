package io.gleaner.stack.supervision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Keeps groups of components running. Groups are ended in the opposite order of their start, each as a whole: the
 * services before the servers they need.
 */
public final class Supervisor {
    private final Channels channels;
    private final Semaphore starters;
    private final List<List<Keeper>> groups = new ArrayList<>();
    private boolean ended;

    /** {@code startersAtATime} bounds how many components start at once. */
    public Supervisor(Channels channels, int startersAtATime) {
        this.channels = channels;
        this.starters = new Semaphore(startersAtATime);
    }

    /** Starts a group and returns the names of those that are not ready after {@code limit}; they are kept all the same. */
    public List<String> keep(List<? extends Component> components, Duration limit) throws InterruptedException {
        var group = components.stream().map(this::keeper).toList();
        start(group);
        return notReady(group, Instant.now().plus(limit));
    }

    /** After the end nothing is started any more. */
    private void start(List<Keeper> group) {
        synchronized (groups) {
            groups.add(group);
            if (ended) {
                group.forEach(Keeper::end);
            }
        }
        for (var keeper : group) {
            Thread.ofVirtual().name("keeper-" + keeper.name()).start(keeper);
        }
    }

    private Keeper keeper(Component component) {
        channels.orders().forget(component.name());
        return new Keeper(component, channels, starters);
    }

    private static List<String> notReady(List<Keeper> group, Instant limit) throws InterruptedException {
        var late = new ArrayList<String>();
        for (var keeper : group) {
            if (!keeper.awaitReady(Duration.between(Instant.now(), limit))) {
                late.add(keeper.name());
            }
        }
        return late;
    }

    /** Ends everything and returns when nothing is left. May be called from several threads. */
    public void end() throws InterruptedException {
        for (var group : lastFirst()) {
            group.forEach(Keeper::end);
            for (var keeper : group) {
                keeper.awaitEnd();
            }
        }
    }

    private List<List<Keeper>> lastFirst() {
        synchronized (groups) {
            ended = true;
            return groups.reversed().stream().toList();
        }
    }
}
