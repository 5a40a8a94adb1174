using System.Collections.Frozen;
using System.Text;
using Agents.Core.Executions.Events;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Webhooks;

/// <summary>Somebody who is told of events.</summary>
/// <param name="Name">As rows of messages name it.</param>
/// <param name="Url">Where messages are posted.</param>
/// <param name="Secret">Key of the signature; null where messages are not signed.</param>
/// <param name="Events">Types of the events that it is told of.</param>
internal sealed record WebhookTarget(string Name, Uri Url, byte[]? Secret, FrozenSet<string> Events);

/// <summary>Who is told of which events. A target for other events is one more entry here and their form in <see cref="WebhookMessage"/>.</summary>
internal sealed class WebhookTargets
{
    /// <summary>The events that end an execution.</summary>
    public static readonly FrozenSet<string> Ends =
        FrozenSet.Create(ExecutionCompleted.TypeName, ExecutionFailed.TypeName, ExecutionCancelled.TypeName, ExecutionTimedOut.TypeName);

    private static readonly FrozenSet<string> Approvals = FrozenSet.Create(ApprovalRequested.TypeName, ApprovalReminded.TypeName, ApprovalEscalated.TypeName);

    public WebhookTargets(IOptions<WebhookOptions> options)
        => All = [.. Of("approvals", options.Value.Approvals, Approvals), .. Of("executions", options.Value.Executions, Ends)];

    public IReadOnlyList<WebhookTarget> All { get; }

    private static IEnumerable<WebhookTarget> Of(string name, WebhookAddress address, FrozenSet<string> events)
        => address.Url is { } url ? [new WebhookTarget(name, url, address.Secret is null ? null : Encoding.UTF8.GetBytes(address.Secret), events)] : [];
}
