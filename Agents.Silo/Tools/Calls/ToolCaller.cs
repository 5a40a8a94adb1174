using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Silo.Executions.Telemetry;
using Agents.Silo.Secrets;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Tools;

/// <summary>Calls tools: checks what a model asks, keeps time and size in bounds, tries again where the agent says so. Whatever goes wrong is an answer.</summary>
internal sealed partial class ToolCaller(IOptions<ToolsOptions> options, Redactor redactor, TimeProvider time, ILogger<ToolCaller> logger)
{
    private const int MostProblems = 5;

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    /// <summary>The limits that hold.</summary>
    public ToolsOptions Options => options.Value;

    /// <summary>What is wrong with the arguments, in words for the model; null where nothing is.</summary>
    public static string? Problem(OfferedTool offered, JsonValue arguments)
    {
        if (arguments is not JsonObject)
        {
            return $"The arguments of '{offered.Tool.Name}' must be one JSON object.";
        }

        try
        {
            var errors = offered.Schema.Validate(arguments).Errors;
            return errors.Count == 0 ? null : $"The arguments do not match the schema of '{offered.Tool.Name}': {string.Join("; ", errors.Take(MostProblems).Select(static error => error.ToString()))}";
        }
        catch (SchemaException exception)
        {
            return $"The tool '{offered.Tool.Name}' cannot be called, because its own schema is wrong: {exception.Message}";
        }
    }

    /// <summary>Calls a tool, again where its use says so.</summary>
    /// <param name="offered">The tool.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="toolCallId">The provider's id of the call.</param>
    /// <param name="mayTry">Asked before each try but the first; false ends it with the failure before.</param>
    /// <param name="cancellationToken">Ends it by throwing.</param>
    public async Task<ToolAnswer> CallAsync(OfferedTool offered, ToolCall call, string toolCallId, Func<Task<bool>> mayTry, CancellationToken cancellationToken)
    {
        using var span = ExecutionSource.StartTool(offered.Tool.Name, offered.Tool.Description, toolCallId);
        var started = time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            var result = await TryAsync(offered, call, cancellationToken);
            var isLast = tries > offered.Use.Retries || result is not ToolResult.Failed { Error: { IsPermanent: false } error } || !MayPass(error);
            if (isLast || !await WaitAsync(tries, mayTry, cancellationToken))
            {
                result = WithoutSecrets(call, result);
                ExecutionSource.Ended(span, (result as ToolResult.Failed)?.Error);
                return Answer(offered, result, tries, time.GetElapsedTime(started));
            }
        }
    }

    // What a tool gives goes to a model: a server that repeats the key that it was sent must not tell it.
    private ToolResult WithoutSecrets(ToolCall call, ToolResult result) => result switch
    {
        ToolResult.Succeeded done => new ToolResult.Succeeded(redactor.Redact(call.ExecutionId, done.Output)),
        ToolResult.Failed { Error: var error } => new ToolResult.Failed(error with { Message = redactor.Redact(error.Message) }),
        _ => result,
    };

    private static bool MayPass(ExecutionError error) => ErrorCategory.IsTransient(error.Category) || error.Category == ErrorCategory.Internal;

    private async Task<bool> WaitAsync(int tries, Func<Task<bool>> mayTry, CancellationToken cancellationToken)
    {
        await Task.Delay(FirstBackoff * Math.Pow(2, Math.Min(tries - 1, 5)), time, cancellationToken);
        return await mayTry();
    }

    private async Task<ToolResult> TryAsync(OfferedTool offered, ToolCall call, CancellationToken cancellationToken)
    {
        var limit = offered.Use.Timeout ?? Options.Timeout;
        using var over = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
        try
        {
            // A tool that does not listen must not hold its agent up.
            return await offered.Tool.CallAsync(call, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ToolResult.Fail(ErrorCategory.Timeout, "tool_timeout", $"The tool gave no result within {limit.TotalSeconds:0.###} s.");
        }
#pragma warning disable CA1031 // Whatever a tool throws must end the call, not the execution; it is told as what it is.
        catch (Exception bug) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogBug(bug, offered.Tool.Name, call.ExecutionId, call.StepId);
            return ToolResult.Fail(ErrorCategory.Internal, "tool_broke", "An internal error ended the call; the silo's log has the details under this step's id.");
        }
    }

    private ToolAnswer Answer(OfferedTool offered, ToolResult result, int tries, TimeSpan duration)
    {
        if (result is ToolResult.Failed { Error: var error })
        {
            return new ToolAnswer { Error = error, EndsAttempt = !offered.Use.ContinueOnError, Tries = tries, Duration = duration };
        }

        var (output, isTruncated) = ToolOutput.Limit(((ToolResult.Succeeded)result).Output, Options.OutputLimit);
        return new ToolAnswer { Output = output, IsTruncated = isTruncated, Tries = tries, Duration = duration };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The tool {Tool} ended by a bug in step {StepId} of execution {ExecutionId}")]
    private partial void LogBug(Exception bug, string tool, string executionId, StepId stepId);
}
