using System.Text.Json;
using System.Text.Json.Nodes;
using Agents.Client.Json;
using Agents.Silo.Artifacts;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Tools;

namespace Agents.Silo.Aliases;

/// <summary>The words of <c>/runs</c> and <c>/workflows</c>: <c>run_id</c>, artifacts with the run, lists without pages.</summary>
internal static class RunReplies
{
    public static readonly ReplyShape Run = ReplyShape.Of(Rename);

    public static readonly ReplyShape RunWithArtifacts = new((http, reply) =>
    {
        var run = reply.AsObject();
        Rename(run);
        var files = ArtifactEndpoints.ListOf(run["id"]!.GetValue<string>(), http.RequestServices.GetRequiredService<ArtifactFolder>());
        run["artifacts"] = new JsonArray([.. files.Select(static file => JsonSerializer.SerializeToNode(file, AgentsJson.Wire.ArtifactRecord))]);
        return ValueTask.FromResult<JsonNode>(run);
    });

    /// <summary>The list, and what is in the two files that its clients show.</summary>
    public static readonly ReplyShape Artifacts = new(async (http, reply) =>
    {
        var (services, id) = (http.RequestServices, (string)http.Request.RouteValues["id"]!);
        if (await services.GetRequiredService<ExecutionLookup>().FindAsync(id) is not { } found)
        {
            // It was removed a moment ago.
            return reply;
        }

        var events = await services.GetRequiredService<JournalReader>().ReadAsync(id);
        var artifacts = reply.AsObject();
        artifacts["notes"] = JournalArtifact.Write(JournalArtifact.Notes, found, events);
        artifacts["trace"] = JsonNode.Parse(JournalArtifact.Write(JournalArtifact.Trace, found, events)!);
        return artifacts;
    });

    public static readonly ReplyShape Workflows = ReplyShape.OfList(static workflow => workflow["schema_summary"] = new JsonObject { ["fields"] = workflow["inputs"]?.DeepClone() });

    private static void Rename(JsonObject run)
    {
        if (run["id"]?.GetValue<string>() is { } id)
        {
            run["run_id"] = id;
        }
    }
}
