using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agents.Client.Hooks;

/// <summary>How a sender signs what it sends.</summary>
public static class HookSchemes
{
    /// <summary><c>X-Agents-Signature: t=…,v1=…</c>, as this server signs itself.</summary>
    public const string Generic = "generic";

    /// <summary><c>X-Hub-Signature-256</c> with the headers of GitHub.</summary>
    public const string GitHub = "github";

    /// <summary><c>X-Slack-Signature</c> with its time.</summary>
    public const string Slack = "slack";

    /// <summary><c>X-Hub-Signature-256</c>, and a GET that asks whether the address is ours.</summary>
    public const string WhatsApp = "whatsapp";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Generic, GitHub, Slack, WhatsApp];
}

/// <summary>What became of an event that came in.</summary>
public static class HookEventStatuses
{
    /// <summary>It is on disk and about to start its execution.</summary>
    public const string Received = "received";

    /// <summary>It has its execution.</summary>
    public const string Started = "started";

    /// <summary>Its execution was refused; its detail says why.</summary>
    public const string Refused = "refused";
}

/// <summary>The body of <c>POST /webhooks</c>: one of workflow and deployment.</summary>
/// <param name="Name">Its name in <c>/hooks/{name}</c>.</param>
/// <param name="Scheme">One of <see cref="HookSchemes"/>.</param>
/// <param name="Secret">The name of the stored secret that signatures are made with.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddHook(string Name, string Scheme, string Secret)
{
    /// <summary>The workflow that it starts.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The workflow's version; null means the one that is current then.</summary>
    public int? Version { get; init; }

    /// <summary>The deployment that it starts.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>The name of the stored secret that a WhatsApp sender asks with; null for other schemes.</summary>
    public string? VerifySecret { get; init; }

    /// <summary>The inputs: an object whose texts may be templates over <c>body</c> and <c>event</c>; null hands the body on.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>How old a signature may be, 1 to 3,600 s; null means 300. Only schemes that sign the time have one.</summary>
    public int? ToleranceSeconds { get; init; }
}

/// <summary>What other systems may send, and what it starts.</summary>
public sealed record HookRecord
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is sent to, on this server.</summary>
    public required string Url { get; init; }

    /// <summary>One of <see cref="HookSchemes"/>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The workflow that it starts; null where it starts a deployment.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The workflow's version; null means the one that is current then, or the deployment's.</summary>
    public int? Version { get; init; }

    /// <summary>The deployment that it starts; null where it starts a workflow.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>The name of the secret that signatures are made with.</summary>
    public required string Secret { get; init; }

    /// <summary>The name of the secret that a WhatsApp sender asks with; null for other schemes.</summary>
    public string? VerifySecret { get; init; }

    /// <summary>How the inputs are made; null hands the body on.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>How old a signature may be.</summary>
    public required int ToleranceSeconds { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Something that came in.</summary>
public sealed record HookEventRecord
{
    /// <summary>Its id here.</summary>
    public required string Id { get; init; }

    /// <summary>Through which hook it came.</summary>
    public required string Name { get; init; }

    /// <summary>Its sender's id of it, or one made of its content.</summary>
    public required string EventId { get; init; }

    /// <summary>What its sender calls it; null where it says nothing.</summary>
    public string? EventType { get; init; }

    /// <summary>One of <see cref="HookEventStatuses"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it was refused; null where it was not.</summary>
    public string? Detail { get; init; }

    /// <summary>The execution that it starts; there is none where it was refused.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>How the execution stands; null where there is none, or none any more.</summary>
    public string? ExecutionStatus { get; init; }

    /// <summary>The event that this one repeats; null where it came from its sender.</summary>
    public string? ReplayOf { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>The reply to a sender.</summary>
/// <param name="Id">The event's id here.</param>
/// <param name="EventId">The sender's.</param>
/// <param name="Status">One of <see cref="HookEventStatuses"/>.</param>
/// <param name="ExecutionId">The execution.</param>
public sealed record HookReceipt(string Id, string EventId, string Status, string ExecutionId);
