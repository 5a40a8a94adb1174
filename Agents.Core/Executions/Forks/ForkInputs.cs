using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>Other inputs in the middle of an execution: what no state has written over is replaced, in the workflow's context and in those of open branches.</summary>
internal static class ForkInputs
{
    public static ExecutionState Replace(ExecutionState state, JsonObject before, JsonObject after)
    {
        var frames = state.Frames;
        foreach (var frame in state.Frames.InOrder)
        {
            frames = frames.With(Replace(frame, before, after));
        }

        return state with { Root = Replace(state.Root, before, after), Frames = frames };
    }

    private static Frame Replace(Frame frame, JsonObject before, JsonObject after) => frame with
    {
        Context = Replace(frame.Context, before, after),
        LastOutput = ReferenceEquals(frame.LastOutput, before) ? after : frame.LastOutput,
    };

    // A value that is the same object as the input's was written by no state.
    private static JsonObject Replace(JsonObject context, JsonObject before, JsonObject after)
    {
        foreach (var (key, value) in before)
        {
            if (!after.ContainsKey(key) && ReferenceEquals(context.Find(key), value))
            {
                context = context.Without(key);
            }
        }

        foreach (var (key, value) in after)
        {
            if (ReferenceEquals(context.Find(key), before.Find(key)))
            {
                context = context.With(key, value);
            }
        }

        return context;
    }
}
