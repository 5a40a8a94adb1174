namespace Agents.Silo.Webhooks;

/// <summary>Which systems are told of events, and how patiently. Configuration section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Webhooks";

    /// <summary>Who is told of approvals. Also <c>AGENTS_APPROVAL_WEBHOOK_URL</c> and <c>AGENTS_APPROVAL_WEBHOOK_SECRET</c>. Default: nobody.</summary>
    public WebhookAddress Approvals { get; init; } = new();

    /// <summary>Who is told of executions that ended. Also <c>AGENTS_EXECUTION_WEBHOOK_URL</c> and <c>AGENTS_EXECUTION_WEBHOOK_SECRET</c>. Default: nobody.</summary>
    public WebhookAddress Executions { get; init; } = new();

    /// <summary>Longest wait for an answer. Longer lets a slow receiver finish, and holds one of the eight places for sending. Default: 10 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Wait after the first failure; it doubles with each, up to 4 hours. Shorter asks a broken receiver more often. Default: 1 s.</summary>
    public TimeSpan Backoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Attempts before a message is given up and listed as dead. Default: 20, which is a day and a quarter.</summary>
    public int MostAttempts { get; set; } = 20;
}

/// <summary>A receiver of messages.</summary>
public sealed class WebhookAddress
{
    /// <summary>Where messages are posted, and nowhere else: redirects are not followed. Default: none, so that nothing is sent.</summary>
    public Uri? Url { get; set; }

    /// <summary>Key of the signature that each message carries. Default: none, so that the receiver cannot tell who sent it.</summary>
    public string? Secret { get; set; }
}
