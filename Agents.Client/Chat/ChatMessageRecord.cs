using Agents.Client.Executions;
using Agents.Client.Problems;
using Agents.Client.Workflows;

namespace Agents.Client.Chat;

/// <summary>One message of a conversation.</summary>
/// <param name="Id">Its number; later ones are larger.</param>
/// <param name="Role"><c>user</c> or <c>assistant</c>: <see cref="ChatRoles"/>.</param>
/// <param name="Content">Its text. What looks like a secret was taken out before it was stored.</param>
/// <param name="CreatedAt">When it was said, in UTC.</param>
public sealed record ChatMessageRecord(long Id, string Role, string Content, DateTimeOffset CreatedAt)
{
    /// <summary>What belongs to it beside its text.</summary>
    public ChatMessageMetadata Metadata { get; init; } = new();
}

/// <summary>What belongs to a message beside its text; what it does not have is null or empty.</summary>
public sealed record ChatMessageMetadata
{
    /// <summary>One of <see cref="ChatMessageKinds"/>.</summary>
    public string Kind { get; init; } = ChatMessageKinds.Text;

    /// <summary>A definition that is shown with it. It has passed the validator.</summary>
    public string? Yaml { get; init; }

    /// <summary>The states and where they lead, on one line.</summary>
    public string? StateMachine { get; init; }

    /// <summary>What is different from the definition before.</summary>
    public WorkflowDiff? Diff { get; init; }

    /// <summary>Messages that could be sent next, for buttons.</summary>
    public IReadOnlyList<ChatChoice> Choices { get; init; } = [];

    /// <summary>What executions may be given in <c>env</c>.</summary>
    public IReadOnlyList<EnvironmentField> Environment { get; init; } = [];

    /// <summary>What one execution would come to, roughly.</summary>
    public ExecutionEstimate? Estimate { get; init; }

    /// <summary>What is still wrong with a definition that could not be made right; it is not shown.</summary>
    public IReadOnlyList<DiagnosticRecord> Diagnostics { get; init; } = [];

    /// <summary>The workflow as which a definition was stored.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Its version.</summary>
    public int? Version { get; init; }

    /// <summary>The execution that was started.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>The deployment that was made.</summary>
    public string? DeploymentId { get; init; }

    /// <summary>The provider that wrote it; null for rules.</summary>
    public string? Provider { get; init; }

    /// <summary>The model that wrote it; null for rules.</summary>
    public string? Model { get; init; }

    /// <summary>How often the model was asked, with what the validator found.</summary>
    public int? Attempts { get; init; }

    /// <summary>Input and output tokens of all attempts together.</summary>
    public long? Tokens { get; init; }

    /// <summary>What they cost in US dollars; null where a price is unknown.</summary>
    public decimal? CostUsd { get; init; }
}

/// <summary>Something to say with one click.</summary>
/// <param name="Label">What the button says.</param>
/// <param name="Message">The message that it sends; null where it is a hint that no message can follow.</param>
public sealed record ChatChoice(string Label, string? Message);

/// <summary>The definition that a conversation has come to.</summary>
/// <param name="Yaml">Its text.</param>
/// <param name="Id">The id that it has.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Graph">Its drawing.</param>
public sealed record ChatWorkflow(string Yaml, string Id, string Name, WorkflowGraphReply Graph)
{
    /// <summary>The stored version that it is; null while this text is not approved.</summary>
    public int? Version { get; init; }
}

/// <summary>Who says something.</summary>
public static class ChatRoles
{
    /// <summary>A person.</summary>
    public const string User = "user";

    /// <summary>The server.</summary>
    public const string Assistant = "assistant";
}

/// <summary>What a message is.</summary>
public static class ChatMessageKinds
{
    /// <summary>Words.</summary>
    public const string Text = "text";

    /// <summary>The first message of a conversation.</summary>
    public const string Welcome = "welcome";

    /// <summary>A definition was made or changed: does it match?</summary>
    public const string Proposal = "proposal";

    /// <summary>What could make it better, what it needs and costs.</summary>
    public const string Suggestions = "suggestions";

    /// <summary>It was approved and stored.</summary>
    public const string Approved = "approved";

    /// <summary>The definition was edited by hand.</summary>
    public const string Edit = "edit";

    /// <summary>An execution was started.</summary>
    public const string Execution = "execution";

    /// <summary>It was deployed.</summary>
    public const string Deployment = "deployment";

    /// <summary>Something did not work; the text says what to do.</summary>
    public const string Problem = "problem";
}
