using Agents.Core.Chat.Descriptions;
using Agents.Core.Formats;
using Agents.Core.Json;

namespace Agents.Core.Chat.Refinements;

/// <summary>"Run it every Monday at 8".</summary>
internal sealed class SetSchedule(CronTime time) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        Summary = $"It now starts by itself: {time.Cron} ({time.Timezone}).";
        var states = StateBlocks.States(workflow).ToList();
        if (states.Find(static state => Placing.TypeOf(state) is "cron" or "schedule") is { } cron)
        {
            return StateBlocks.WithStates(workflow, all => all.Select(state => state == cron ? state.With("cron", time.Cron).With("timezone", time.Timezone) : state));
        }

        var start = workflow.Find("start") is JsonString { Value: var named } ? named : StateBlocks.NameOf(states[0]);
        var name = StateNames.Unique("schedule", StateBlocks.Names(workflow).ToHashSet(StringComparer.Ordinal));
        var added = JsonObject.Of(("name", name), ("type", "cron"), ("cron", time.Cron), ("timezone", time.Timezone), ("next", start));
        var scheduled = StateBlocks.WithStates(workflow, all => all.Prepend(added));
        return Inputs.Default(scheduled.ContainsKey("start") ? scheduled.With("start", name) : scheduled);
    }
}

/// <summary>"Remove the schedule".</summary>
internal sealed class RemoveSchedule : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        var cron = StateBlocks.States(workflow).FirstOrDefault(static state => Placing.TypeOf(state) is "cron" or "schedule")
            ?? throw new RefinementException("It has no schedule.");
        Summary = "It no longer starts by itself.";
        return Placing.Without(workflow, StateBlocks.NameOf(cron));
    }
}

/// <summary>"Call it Weekly digest".</summary>
internal sealed class RenameWorkflow(string name) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        Summary = $"It is now called '{name}'.";
        var old = workflow.Find("name") is JsonString { Value: var before } ? WorkflowId.Slug(before.ToLowerInvariant()) : null;
        var renamed = workflow.With("name", name);
        // An id that was made of the name goes with it; one that somebody chose stays.
        return workflow.Find("id") is JsonString { Value: var id } && id == old ? renamed.With("id", WorkflowId.Slug(name.ToLowerInvariant())) : renamed;
    }
}

/// <summary>"Use web_search in research".</summary>
internal sealed class UseTool(string tool, string? words) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        var name = words is not null ? StateSearch.Find(workflow, words) : StateBlocks.Names(workflow).FirstOrDefault(one => AgentOf(workflow, one) is not null) ?? "";
        if (AgentOf(workflow, name) is not { } agent || (workflow.Find("agents") as JsonObject)?.Find(agent) is not JsonObject definition)
        {
            throw new RefinementException($"'{name}' has no agent of this workflow that could be given a tool.");
        }

        var tools = definition.Find("tools") as JsonArray ?? JsonArray.Empty;
        Summary = $"The agent '{agent}' of '{name}' may use {tool}.";
        return tools.Any(known => known is JsonString { Value: var other } && other == tool)
            ? workflow
            : workflow.With("agents", ((JsonObject)workflow["agents"]).With(agent, definition.With("tools", JsonArray.From(tools.Append(tool)))));
    }

    private static string? AgentOf(JsonObject workflow, string name) => (StateBlocks.Find(workflow, name)?.Find("agent") as JsonString)?.Value;
}

/// <summary>"Add an input language".</summary>
internal sealed class AddInput(string words) : WorkflowEdit
{
    public override JsonObject Apply(JsonObject workflow)
    {
        var name = StateNames.Slug(words);
        if (name.Length == 0 || StateNames.IsReserved(name) || StateBlocks.Names(workflow).Contains(name))
        {
            throw new RefinementException($"An input cannot be called '{words}': the name is taken, or means something else already.");
        }

        Summary = $"Added the input '{name}'. Tasks read it as {{{{ input.{name} }}}}.";
        var schema = workflow.Find("inputSchema") as JsonObject ?? JsonObject.Of(("type", "object"));
        var properties = (schema.Find("properties") as JsonObject ?? JsonObject.Empty).With(name, JsonObject.Of(("type", "string"), ("default", "")));
        var changed = schema.With("properties", properties);
        return workflow.ContainsKey("inputSchema")
            ? workflow.With("inputSchema", changed)
            : JsonObject.From(workflow.SelectMany(member => member.Key is "agents" or "states" && (member.Key == "agents" || !workflow.ContainsKey("agents"))
                ? (KeyValuePair<string, JsonValue>[])[new("inputSchema", changed), member]
                : [member]));
    }
}

/// <summary>What starts by itself is given nothing: inputs need something to go on.</summary>
internal static class Inputs
{
    public static JsonObject Default(JsonObject workflow)
    {
        if (workflow.Find("inputSchema") is not JsonObject schema || schema.Find("properties") is not JsonObject properties || !schema.ContainsKey("required"))
        {
            return workflow;
        }

        var filled = JsonObject.From(properties.Select(static property => KeyValuePair.Create(property.Key, property.Value is JsonObject { } one && one.Find("type") is JsonString { Value: "string" } && !one.ContainsKey("default")
            ? one.With("default", StateNames.Title(property.Key).ToLowerInvariant())
            : property.Value)));
        var open = ((JsonArray)schema["required"]).Where(name => name is not JsonString text || filled.Find(text.Value) is not JsonObject one || !one.ContainsKey("default")).ToList();
        var changed = schema.With("properties", filled);
        return workflow.With("inputSchema", open.Count == 0 ? changed.Without("required") : changed.With("required", JsonArray.From(open)));
    }
}
