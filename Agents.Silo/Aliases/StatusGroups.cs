using System.Text.Json;
using System.Text.Json.Nodes;
using Agents.Client.Status;
using Agents.ServiceDefaults.Aliases;
using Agents.Silo.Status;

namespace Agents.Silo.Aliases;

/// <summary>The words of <c>/status/stream</c>: one event named <c>status</c> with workflows, agents and system, where the stream has an event per topic.</summary>
internal sealed class StatusGroups
{
    public const string Event = "status";

    private static readonly string[] Needed = [StatusTopics.Health, StatusTopics.Executions, StatusTopics.Deployments, StatusTopics.Resources];

    private readonly Dictionary<string, JsonNode> _latest = [];

    /// <summary>Whether a request came by that name.</summary>
    public static bool AreWanted(HttpRequest request) => request.Headers[Alias.Header] == Alias.Status;

    /// <summary>How everything stands after these frames; null as long as some of it was never told.</summary>
    public byte[]? Take(IEnumerable<StatusFrame> frames)
    {
        foreach (var frame in frames)
        {
            _latest[frame.Topic] = JsonNode.Parse(frame.Json)!;
        }

        return Needed.All(_latest.ContainsKey) ? JsonSerializer.SerializeToUtf8Bytes(Grouped()) : null;
    }

    private JsonObject Grouped()
    {
        var deployments = _latest[StatusTopics.Deployments];
        var (total, dead) = (deployments["total"]!.GetValue<long>(), deployments["dead"]!.GetValue<long>());
        var system = _latest[StatusTopics.Health].DeepClone();
        system["resources"] = _latest[StatusTopics.Resources].DeepClone();
        return new JsonObject
        {
            ["workflows"] = _latest[StatusTopics.Executions]["active"]!.DeepClone(),
            ["agents"] = new JsonObject { ["alive"] = total - dead, ["dead"] = dead },
            ["system"] = system,
        };
    }
}
