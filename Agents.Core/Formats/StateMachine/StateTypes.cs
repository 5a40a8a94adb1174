using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>The state types with their aliases (formats §B.1), and what all of them have in common.</summary>
internal static class StateTypes
{
    private static readonly Dictionary<string, Func<StateReader, State?>> Readers = new(StringComparer.Ordinal)
    {
        ["operation"] = OperationReader.Read,
        ["action"] = OperationReader.Read,
        ["function"] = OperationReader.Read,
        ["agent"] = AgentStateReader.Read,
        ["human_approval"] = ApprovalStateReader.Read,
        ["workflow"] = WorkflowStateReader.Read,
        ["switch"] = SwitchStateReader.Read,
        ["parallel"] = ParallelStateReader.Read,
        ["foreach"] = ForeachStateReader.Read,
        ["inject"] = InjectStateReader.Read,
        ["set"] = InjectStateReader.Read,
        ["context"] = InjectStateReader.Read,
        ["transform"] = TransformStateReader.Read,
        ["pattern"] = PatternStateReader.Read,
        ["timer"] = TimerStateReader.Read,
        ["sleep"] = TimerStateReader.Read,
        ["delay"] = TimerStateReader.Read,
        ["wait"] = TimerStateReader.Read,
        ["signal"] = SignalStateReader.Read,
        ["await"] = SignalStateReader.Read,
        ["await.signal"] = SignalStateReader.Read,
        ["await.event"] = SignalStateReader.Read,
        ["cron"] = CronStateReader.Read,
        ["schedule"] = CronStateReader.Read,
        ["try"] = TryStateReader.Read,
        ["try_catch"] = TryStateReader.Read,
        ["trycatch"] = TryStateReader.Read,
        ["end"] = EndStateReader.ReadEnd,
        ["fail"] = EndStateReader.ReadFail,
    };

    /// <summary>Every accepted type, aliases included.</summary>
    public static IEnumerable<string> Names => Readers.Keys;

    public static State? Read(StateReader state)
    {
        var type = state.Keys.Require("type");
        var name = state.Keys.TextOf(type, "type");
        if (name is null)
        {
            return null;
        }

        if (!Readers.TryGetValue(name, out var read))
        {
            state.Keys.Bag.Error(
                DiagnosticCodes.UnknownStateType, type!.Place, $"{MappingReader.Capital(state.Keys.What)} has the type '{name}', which does not exist.",
                Suggestion.DidYouMean(name, Readers.Keys, $"Types: {string.Join(", ", Readers.Keys)}."), string.Join(", ", Readers.Keys), name);
            return null;
        }

        // The input is the type's business: what it takes out of it as its own keys is no input any more.
        return read(state) is { } found ? Complete(found, state) : null;
    }

    private static State Complete(State state, StateReader reader)
    {
        var keys = reader.Keys;
        var retry = StateRetry.Read(keys, state);
        var timeout = state is SignalState or ApprovalState or AgentState or WorkflowState ? keys.Duration("timeout", "timeoutSeconds", "timeout_seconds") : Timeout(keys);
        var input = state.Input ?? (OwnsItsInput(state, keys) ? null : reader.Input());
        keys.AlsoLookIn(null);
        var completed = state with
        {
            Description = keys.Text("description") ?? NameBesideId(keys),
            Next = TransitionReader.Read(reader, state),
            Input = input,
            Output = OutputReader.Read(keys),
            ResultPath = Paths.ReadTarget(keys.Find("resultPath", "result_path"), $"'resultPath' of {keys.What}", keys.Bag) ?? state.ResultPath,
            Timeout = timeout,
            Retry = retry,
            Position = reader.Draft.Node.Position,
        };
        keys.Finish("id", "name", "type");
        return completed;
    }

    // A cron's input is data; a foreach that only names an agent hands its input to the agent.
    private static bool OwnsItsInput(State state, MappingReader keys) => state is CronState || (state is ForeachState && keys.Node.Find("iterator") is null);

    private static TimeSpan? Timeout(MappingReader keys)
    {
        keys.AlsoLookIn(null);
        return keys.Duration("timeout", "timeoutSeconds", "timeout_seconds");
    }

    // 'id' is the stable name; a 'name' beside it is a label for people.
    private static string? NameBesideId(MappingReader keys)
        => keys.Node.Find("id") is ScalarNode { IsNull: false } && keys.Node.Find("name") is ScalarNode { Value: JsonString label } ? label.Value : null;
}
