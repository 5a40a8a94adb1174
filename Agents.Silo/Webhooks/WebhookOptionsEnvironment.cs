using Microsoft.Extensions.Options;

namespace Agents.Silo.Webhooks;

/// <summary>The short environment variables; a value in the section <c>Webhooks</c> wins.</summary>
internal sealed class WebhookOptionsEnvironment(IConfiguration configuration) : IPostConfigureOptions<WebhookOptions>
{
    public void PostConfigure(string? name, WebhookOptions options)
    {
        if (configuration["AGENTS_APPROVAL_WEBHOOK_URL"] is { } url && !string.IsNullOrWhiteSpace(url))
        {
            options.Approvals.Url ??= new Uri(url.Trim(), UriKind.RelativeOrAbsolute);
        }

        if (configuration["AGENTS_APPROVAL_WEBHOOK_SECRET"] is { Length: > 0 } secret)
        {
            options.Approvals.Secret ??= secret;
        }
    }
}
