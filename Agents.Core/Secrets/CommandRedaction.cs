using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;

namespace Agents.Core.Secrets;

/// <summary>
/// Takes secrets out of what comes into the engine from outside: inputs, results, errors, signals, words of people. All that is stored, shown and sent is made
/// of what came in, so nothing needs to be looked through again on its way out. Times, numbers and names of ours are left alone.
/// </summary>
public static class CommandRedaction
{
    /// <summary>The command without secrets: the same object where there is none.</summary>
    public static ExecutionCommand Redact(this SecretText secrets, ExecutionCommand command) => command switch
    {
        FinishStep finish => Redact(secrets, finish),
        DeferStep defer => Calls(secrets, defer.ModelCalls) is var calls && ReferenceEquals(calls, defer.ModelCalls) ? defer : defer with { ModelCalls = calls },
        RecordCall record => Redact(secrets, record.Happened) is var happened && ReferenceEquals(happened, record.Happened) ? record : record with { Happened = happened },
        AdmitExecution { Refusals.Count: > 0 } admit => admit with { Refusals = [.. admit.Refusals.Select(secrets.Redact).OfType<string>()] },
        DeliverSignal signal => secrets.Redact(signal.Payload) is var payload && ReferenceEquals(payload, signal.Payload) ? signal : signal with { Payload = payload },
        StartExecution start => secrets.Redact(start.Inputs) is var inputs && ReferenceEquals(inputs, start.Inputs) && start.Refusals.Count == 0
            ? start
            : start with { Inputs = inputs, Refusals = [.. start.Refusals.Select(secrets.Redact).OfType<string>()] },
        // What is copied was clean when it was recorded.
        ForkExecution { Inputs: { } changed } fork => fork with { Inputs = secrets.Redact(changed) },
        VoteApproval vote => vote with { Comment = secrets.Redact(vote.Comment), Edited = vote.Edited is { } edited ? secrets.Redact(edited) : null },
        DelegateApproval handOver => handOver with { Comment = secrets.Redact(handOver.Comment) },
        CancelExecution cancel => cancel with { Reason = secrets.Redact(cancel.Reason) },
        PauseExecution pause => pause with { Reason = secrets.Redact(pause.Reason) },
        _ => command,
    };

    /// <summary>The failure without secrets: the same object where there is none.</summary>
    public static ExecutionError Redact(this SecretText secrets, ExecutionError error)
        => secrets.Redact(error.Message) is var message && ReferenceEquals(message, error.Message) ? error : error with { Message = message };

    private static FinishStep Redact(SecretText secrets, FinishStep finish)
    {
        var output = finish.Output is { } result ? secrets.Redact(result) : null;
        var error = finish.Error is { } failure ? secrets.Redact(failure) : null;
        var calls = Calls(secrets, finish.ModelCalls);
        return ReferenceEquals(output, finish.Output) && ReferenceEquals(error, finish.Error) && ReferenceEquals(calls, finish.ModelCalls)
            ? finish
            : finish with { Output = output, Error = error, ModelCalls = calls };
    }

    private static IReadOnlyList<ModelReplied> Calls(SecretText secrets, IReadOnlyList<ModelReplied> calls)
    {
        for (var index = 0; index < calls.Count; index++)
        {
            if (!ReferenceEquals(Redact(secrets, calls[index]), calls[index]))
            {
                return [.. calls.Select(call => Redact(secrets, call))];
            }
        }

        return calls;
    }

    private static ExecutionEvent Redact(SecretText secrets, ExecutionEvent happened) => happened switch
    {
        ModelReplied replied => Redact(secrets, replied),
        ToolReturned returned => Redact(secrets, returned),
        _ => happened,
    };

    private static ModelReplied Redact(SecretText secrets, ModelReplied replied)
    {
        var text = secrets.Redact(replied.Text);
        var message = replied.Message is { } parts ? secrets.Redact(parts) : null;
        var arguments = replied.ToolCalls is { Count: > 0 } asked && asked.Any(call => !ReferenceEquals(secrets.Redact(call.Arguments), call.Arguments))
            ? [.. asked.Select(call => call with { Arguments = secrets.Redact(call.Arguments) })]
            : replied.ToolCalls;
        return ReferenceEquals(text, replied.Text) && ReferenceEquals(message, replied.Message) && ReferenceEquals(arguments, replied.ToolCalls)
            ? replied
            : replied with { Text = text, Message = message, ToolCalls = arguments };
    }

    private static ToolReturned Redact(SecretText secrets, ToolReturned returned)
    {
        var result = returned.Result is { } output ? secrets.Redact(output) : null;
        var error = returned.Error is { } failure ? secrets.Redact(failure) : null;
        return ReferenceEquals(result, returned.Result) && ReferenceEquals(error, returned.Error) ? returned : returned with { Result = result, Error = error };
    }
}
