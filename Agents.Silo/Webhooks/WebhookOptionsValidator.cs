using Agents.Silo.Hosting;

namespace Agents.Silo.Webhooks;

/// <summary>Checks the section <c>Webhooks</c> at start. An address may be a secret itself, so that no message repeats it.</summary>
internal sealed class WebhookOptionsValidator : OptionsValidator<WebhookOptions>
{
    protected override IEnumerable<string> Problems(WebhookOptions options)
    {
        const string Section = WebhookOptions.Section;
        foreach (var (address, key, variable) in new[]
        {
            (options.Approvals, $"{Section}:Approvals", "AGENTS_APPROVAL_WEBHOOK"),
            (options.Executions, $"{Section}:Executions", "AGENTS_EXECUTION_WEBHOOK"),
        })
        {
            if (address.Url is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.UserInfo.Length == 0))
            {
                yield return $"{key}:Url (or {variable}_URL) is not an address; give an absolute http or https URL without a user name.";
            }

            if (address is { Url: null, Secret: not null })
            {
                yield return $"{key}:Secret (or {variable}_SECRET) is set without a Url; set the Url too, or remove the secret.";
            }
        }

        if (options.Timeout <= TimeSpan.Zero || options.Backoff <= TimeSpan.Zero)
        {
            yield return $"{Section}:Timeout and {Section}:Backoff must be positive, e.g. 00:00:10.";
        }

        if (options.MostAttempts < 1)
        {
            yield return $"{Section}:MostAttempts is {options.MostAttempts}; set it to 1 or more.";
        }
    }
}
