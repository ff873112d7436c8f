package io.gleaner.gateway.live;

import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.kit.loops.PollLoop;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Streams the live topics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveProperties.class)
class LiveConfiguration {

    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    @Bean
    LiveEventListener liveEventListener(ConsumerFactory<String, byte[]> consumers, Topics topics, EventCodec codec) {
        return new LiveEventListener(consumers, topics, codec);
    }

    @Bean
    TailListener tailListener(LiveEventListener listener, LiveProperties bounds) {
        return new TailListener(listener, bounds.maxStreams(), bounds.maxBuffered());
    }

    @Bean
    PollLoop liveTail(TailListener tail) {
        return new PollLoop("live-tail", AFTER_FAILURE, tail::listenOnce);
    }

    @Bean
    SmartLifecycle liveStreams(TailListener tail) {
        return new LiveStreams(tail);
    }

    @Bean
    Endpoint followEvents(TailListener tail, LiveEventListener listener, LiveProperties bounds) {
        Scheduler blocking = Schedulers.fromExecutor(Executors.newVirtualThreadPerTaskExecutor());
        CatchUpListener catchUp = new CatchUpListener(listener, blocking, bounds.catchUpTimeout());
        return new FollowEvents(tail, catchUp, new CatchUpPlaces(bounds.maxCatchingUp()), bounds);
    }
}
