package io.gleaner.stack.commands;

import io.gleaner.stack.StackProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher. The script {@code gleaner} finds a JDK, builds what is missing and runs this. */
@Command(
        name = "gleaner",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs Gleaner on this machine: Kafka, PostgreSQL and the five services.",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DownCommand.class,
            RestartCommand.class,
            StopCommand.class,
            StartCommand.class,
            KillCommand.class,
            TokenCommand.class,
            DemoCommand.class
        },
        footer = {
            "  test     Run all tests (mvn verify); --full runs the long ones too.",
            "  bench    Run the benchmarks.",
            "",
            "Components are gateway, tracking, pattern, upload, stats, kafka and postgres.",
            "Environment: GLEANER_HOME (~/.gleaner), GLEANER_PORT (8080), GLEANER_REPLICAS_PATTERN (1),",
            "GLEANER_SETTINGS (a YAML file), GLEANER_LLM_PROVIDER (offline, anthropic or openai),",
            "GLEANER_LLM_BASE_URL, GLEANER_LLM_API_KEY, GLEANER_LLM_MODEL."
        })
public final class Gleaner {

    private Gleaner() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Gleaner())
                .setExecutionExceptionHandler((problem, command, parsed) -> tell(problem))
                .execute(arguments));
    }

    private static int tell(Exception problem) throws Exception {
        if (problem instanceof StackProblem) {
            System.err.println("gleaner: " + problem.getMessage());
            return 1;
        }
        throw problem;
    }
}
