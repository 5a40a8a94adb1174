using System.CommandLine;
using Agents.Client.Problems;

namespace Agents.Cli.Output;

/// <summary>Runs a command's body and turns what can go wrong into one line and an exit code; here and nowhere else.</summary>
internal static class CliAction
{
    public static void Runs(this Command command, Func<ParseResult, CancellationToken, Task<int>> body)
        => command.SetAction((parsed, cancellationToken) => RunAsync(body, parsed, cancellationToken));

    private static async Task<int> RunAsync(Func<ParseResult, CancellationToken, Task<int>> body, ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = new CliOutput(parsed, isJson: false);
        try
        {
            return await body(parsed, cancellationToken);
        }
        catch (CliException exception)
        {
            output.Fail(exception.Message);
            return exception.ExitCode;
        }
        catch (AgentsApiException exception)
        {
            output.Fail(exception.Message);
            // A server may leave the list out or say null.
            new DiagnosticLines(output.Errors).Write("(server)", exception.Problem.Diagnostics ?? []);
            return (int)exception.Status is 400 or 404 or 422 ? ExitCode.Invalid : ExitCode.Failed;
        }
        catch (HttpRequestException exception)
        {
            output.Fail($"The server cannot be reached: {exception.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}
