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
    public WebhookTargets(IOptions<WebhookOptions> options)
    {
        if (options.Value.Approvals is { Url: { } url } approvals)
        {
            All =
            [
                new WebhookTarget(
                    "approvals",
                    url,
                    approvals.Secret is null ? null : Encoding.UTF8.GetBytes(approvals.Secret),
                    FrozenSet.Create(ApprovalRequested.TypeName, ApprovalReminded.TypeName, ApprovalEscalated.TypeName)),
            ];
        }
    }

    public IReadOnlyList<WebhookTarget> All { get; } = [];
}
