using System.CommandLine;
using Spectre.Console;

namespace Agents.Cli.Output;

/// <summary>
/// Where a command writes: results to standard output, errors to standard error, and what people read to standard output
/// unless a program reads that (<c>--json</c>).
/// </summary>
internal sealed class CliOutput
{
    // Wide enough that nothing is wrapped where a file or a pipe takes the text.
    private const int Unlimited = 10_000;

    public CliOutput(ParseResult parsed, bool isJson)
    {
        Results = parsed.InvocationConfiguration.Output;
        Errors = ConsoleOf(parsed.InvocationConfiguration.Error);
        People = isJson ? Errors : ConsoleOf(Results);
        IsJson = isJson;
    }

    /// <summary>Standard output, for what programs read.</summary>
    public TextWriter Results { get; }

    /// <summary>For what people read.</summary>
    public IAnsiConsole People { get; }

    /// <summary>Standard error.</summary>
    public IAnsiConsole Errors { get; }

    /// <summary>Whether a program reads standard output.</summary>
    public bool IsJson { get; }

    /// <summary>One error line.</summary>
    public void Fail(string message) => Errors.MarkupLineInterpolated($"[red]error:[/] {message}");

    private static IAnsiConsole ConsoleOf(TextWriter writer)
    {
        var isTerminal = ReferenceEquals(writer, Console.Out) ? !Console.IsOutputRedirected : ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!isTerminal)
        {
            console.Profile.Width = Unlimited;
        }

        return console;
    }
}
