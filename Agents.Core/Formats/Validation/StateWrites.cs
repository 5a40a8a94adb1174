using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Validation;

/// <summary>What a state leaves in the context for those after it.</summary>
internal sealed class StateWrites
{
    private StateWrites(StateDraft draft, bool withNested)
    {
        Steps.Add(draft.Name);
        if (draft.State is not { } state)
        {
            // What an unreadable state would have written is unknown; its own diagnostic says enough.
            IsOpen = true;
            return;
        }

        if (state.ResultPath is { } path)
        {
            AddResult(path, state);
        }

        Roots.UnionWith(state.Output.Select(static part => ContextPath.TryParse(part.Key)).Select(static path => path?.Segments is [{ Key: { } key }, ..] ? key : null).OfType<string>());
        Roots.UnionWith(state is CronState ? ["_cronTriggeredAt", "_cronExpression", "_cronTimezone"] : []);
        if (withNested && state is TryState)
        {
            AddNested(draft);
        }
    }

    /// <summary>Names at the top of the context.</summary>
    public HashSet<string> Roots { get; } = [];

    /// <summary>Names under <c>steps</c>.</summary>
    public HashSet<string> Steps { get; } = [];

    /// <summary>Whether it writes names that nobody knows before it runs.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What it may leave.</summary>
    public static StateWrites Of(StateDraft draft) => new(draft, withNested: true);

    /// <summary>What it leaves by itself, its blocks left out.</summary>
    public static StateWrites Own(StateDraft draft) => new(draft, withNested: false);

    public bool HasRoot(string name) => Roots.Contains(name) || Steps.Contains(name);

    private void AddResult(ContextPath path, State state)
    {
        switch (path.Segments)
        {
            case []:
                AddAtRoot(state);
                break;
            case [{ Key: "steps" }, { Key: { } step }, ..]:
                Steps.Add(step);
                break;
            case [{ Key: { } root }, ..]:
                Roots.Add(root);
                break;
            default:
                break;
        }
    }

    private void AddAtRoot(State state)
    {
        switch (state is InjectState inject ? inject.Data : null)
        {
            case ObjectValue data:
                Roots.UnionWith(data.Members.Select(static member => member.Key));
                break;
            case ConstantValue { Value: JsonObject data }:
                Roots.UnionWith(data.Keys);
                break;
            default:
                IsOpen = true;
                break;
        }
    }

    // The blocks of a try work on the context itself; branches and iterations work on copies.
    private void AddNested(StateDraft draft)
    {
        foreach (var nested in draft.Blocks.SelectMany(static block => block.States).Select(Of))
        {
            Roots.UnionWith(nested.Roots);
            Steps.UnionWith(nested.Steps);
            IsOpen |= nested.IsOpen;
        }
    }
}
