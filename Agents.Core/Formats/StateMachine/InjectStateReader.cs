using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads <c>inject</c>, <c>set</c> and <c>context</c>: data that goes into the context, by default at its root.</summary>
internal static class InjectStateReader
{
    public static State Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        if (keys.Find("data") is null)
        {
            keys.Missing("data", "Say what to write: 'data: {key: value}'.");
        }

        var path = keys.Find("resultPath", "result_path");
        return new InjectState(state.Name)
        {
            Data = state.Value("data") ?? new ConstantValue(JsonObject.Empty),
            ResultPath = Paths.ReadTarget(path, $"'resultPath' of {keys.What}", keys.Bag) ?? ContextPath.TryParse("ctx"),
        };
    }
}
