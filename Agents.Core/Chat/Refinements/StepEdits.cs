using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>Where a step goes.</summary>
internal enum Place
{
    /// <summary>Before the anchor.</summary>
    Before,

    /// <summary>After the anchor.</summary>
    After,

    /// <summary>As the last one.</summary>
    End,
}

/// <summary>"Add a review step before publish".</summary>
internal sealed class AddStep(string words, Place place, string? anchor) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        var (with, state) = NewStates.Make(workflow, words);
        var name = StateBlocks.NameOf(state);
        if (anchor is null || place == Place.End)
        {
            return AtEnd(with, state);
        }

        var other = StateSearch.Find(workflow, anchor);
        Summary = $"Added '{name}' {(place == Place.Before ? "before" : "after")} '{other}'.";
        return place == Place.Before ? Placing.Before(with, state, other) : Placing.After(with, state, other);
    }

    // Before the end state that ways meet in, else after the one state that ends.
    private JsonObject AtEnd(JsonObject workflow, JsonObject state)
    {
        Summary = $"Added '{StateBlocks.NameOf(state)}' at the end.";
        var states = StateBlocks.States(workflow).ToList();
        if (states.Find(static other => Placing.TypeOf(other) == "end") is { } end)
        {
            return Placing.Before(workflow, state, StateBlocks.NameOf(end));
        }

        var last = states.FindAll(static other => Placing.TypeOf(other) is not ("switch" or "fail") && Targets.NextOf(other) is null);
        return last is [var only]
            ? Placing.After(workflow, state, StateBlocks.NameOf(only))
            : StateBlocks.WithStates(workflow, all => all.Select(other => last.Contains(other) ? Targets.WithNext(other, StateBlocks.NameOf(state)) : other).Append(Targets.WithNext(state, null)));
    }
}

/// <summary>"Remove the review step".</summary>
internal sealed class RemoveStep(string words) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        var name = StateSearch.Find(workflow, words);
        var state = StateBlocks.Find(workflow, name)!;
        var next = Targets.NextOf(state) is { } following ? StateBlocks.Find(workflow, following) : null;
        Summary = $"Removed '{name}'.";
        var without = Placing.Without(workflow, name);
        // The switch that only asks what a judge said means nothing without it.
        if (next is not null && Placing.TypeOf(next) == "switch" && next.Find("conditions")?.ToJson().Contains($"steps.{name}.", StringComparison.Ordinal) == true)
        {
            without = Placing.Without(without, StateBlocks.NameOf(next));
            Summary = $"Removed '{name}', and '{StateBlocks.NameOf(next)}', which chose by it.";
        }

        var left = StateBlocks.Names(without).ToHashSet(StringComparer.Ordinal);
        return UnusedAgents.Remove(StateBlocks.Names(workflow).Where(gone => !left.Contains(gone)).Aggregate(without, StepReferences.Forget));
    }
}

/// <summary>"Rename draft to outline".</summary>
internal sealed class RenameStep(string words, string wanted) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        var name = StateSearch.Find(workflow, words);
        var slug = StateNames.Slug(wanted);
        if (slug.Length == 0)
        {
            throw new RefinementException($"'{wanted}' has no letters to make a name of.");
        }

        var taken = StateBlocks.Names(workflow).Where(other => other != name).Concat(NewStates.Inputs(workflow)).ToHashSet(StringComparer.Ordinal);
        var unique = StateNames.Unique(slug, taken);
        Summary = $"Renamed '{name}' to '{unique}'.";
        var renamed = StateBlocks.ChangeBlock(workflow, name, block => StateBlocks.WithStates(Targets.Redirect(block, name, unique), states => states.Select(state
            => StateBlocks.NameOf(state) == name ? state.With(state.ContainsKey("id") ? "id" : "name", unique) : state)));
        return StepReferences.Rename(renamed, name, unique);
    }
}

/// <summary>"Move review after publish".</summary>
internal sealed class MoveStep(string words, Place place, string anchor) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        var (name, other) = (StateSearch.Find(workflow, words), StateSearch.Find(workflow, anchor));
        if (name == other)
        {
            throw new RefinementException($"'{name}' cannot move {(place == Place.Before ? "before" : "after")} itself.");
        }

        var state = StateBlocks.Find(workflow, name)!;
        var rest = Placing.Without(workflow, name);
        if (StateBlocks.Find(rest, other) is null || Placing.TypeOf(state) is "switch" or "cron" or "schedule" || Targets.Of(state).Skip(1).Any())
        {
            throw new RefinementException($"'{name}' leads to other steps and cannot be moved alone. Describe the order anew, or edit the YAML.");
        }

        // What it works on depends on where it stands.
        var bare = state.Find("input") is JsonObject { Count: 1 } input && input.ContainsKey("material") ? state.Without("input") : state;
        bare = bare.Without("summaryPath");
        Summary = $"Moved '{name}' {(place == Place.Before ? "before" : "after")} '{other}'.";
        return place == Place.Before ? Placing.Before(rest, bare, other) : Placing.After(rest, bare, other);
    }
}

/// <summary>"Change research to: search the archive for {topic}".</summary>
internal sealed class RewriteStep(string words, string task) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        var name = StateSearch.Find(workflow, words);
        var key = Placing.TypeOf(StateBlocks.Find(workflow, name)!) switch
        {
            "agent" or "operation" => "task",
            "human_approval" => "message",
            var type => throw new RefinementException($"'{name}' is a {type} and has no words to change. Edit the YAML beside the chat."),
        };
        var text = Descriptions.InputMentions.Fill(task.Trim(), NewStates.Inputs(workflow));
        Summary = $"Changed what '{name}' does.";
        return StateBlocks.ChangeStates(workflow, state => StateBlocks.NameOf(state) == name ? state.With(key, char.ToUpperInvariant(text[0]) + text[1..]) : state);
    }
}
