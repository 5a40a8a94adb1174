using Microsoft.Extensions.Options;

namespace Agents.Silo.Webhooks;

/// <summary>The short environment variables; a value in the section <c>Webhooks</c> wins.</summary>
internal sealed class WebhookOptionsEnvironment(IConfiguration configuration) : IPostConfigureOptions<WebhookOptions>
{
    public void PostConfigure(string? name, WebhookOptions options)
    {
        Complete(options.Approvals, "AGENTS_APPROVAL_WEBHOOK");
        Complete(options.Executions, "AGENTS_EXECUTION_WEBHOOK");
    }

    private void Complete(WebhookAddress address, string variable)
    {
        if (configuration[$"{variable}_URL"] is { } url && !string.IsNullOrWhiteSpace(url))
        {
            address.Url ??= new Uri(url.Trim(), UriKind.RelativeOrAbsolute);
        }

        if (configuration[$"{variable}_SECRET"] is { Length: > 0 } secret)
        {
            address.Secret ??= secret;
        }
    }
}
