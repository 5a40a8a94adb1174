using System.Text.Json;

namespace Agents.Client.Chat;

/// <summary>The body of <c>POST /chat/sessions</c>. All of it is optional.</summary>
public sealed record StartChat
{
    /// <summary>Who begins, where nobody is signed in: a random id that a browser keeps. At most 100 characters.</summary>
    public string? UserIdentifier { get; init; }

    /// <summary>Begins with this workflow's definition.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Begins with the definition that this execution ran, and with why it failed.</summary>
    public string? ExecutionId { get; init; }
}

/// <summary>The body of <c>POST /chat/sessions/{id}/messages</c>: exactly one of the first three.</summary>
public sealed record SendChatMessage
{
    /// <summary>What to say, 1 to 20,000 characters.</summary>
    public string? Content { get; init; }

    /// <summary>A definition that was edited by hand; refused with all diagnostics where it does not load.</summary>
    public string? Yaml { get; init; }

    /// <summary>Asks for the reply that the last message did not get.</summary>
    public bool Resume { get; init; }

    /// <summary>The last message that the sender has seen; refused where there are later ones. Null sends in any case.</summary>
    public long? After { get; init; }
}

/// <summary>The body of <c>POST /chat/sessions/{id}/execute</c>.</summary>
public sealed record ExecuteChat
{
    /// <summary>The inputs, an object; null means none.</summary>
    public JsonElement? Inputs { get; init; }

    /// <summary>What it is given beside its inputs; recorded nowhere.</summary>
    public IReadOnlyDictionary<string, string>? Env { get; init; }
}

/// <summary>The body of <c>POST /chat/sessions/{id}/deploy</c>.</summary>
public sealed record DeployChat
{
    /// <summary>Its path below <c>/api/deployed/</c>; null means the workflow's id.</summary>
    public string? EndpointPath { get; init; }

    /// <summary>Its name for people; null means the workflow's.</summary>
    public string? Name { get; init; }
}

/// <summary>The answer to a message: those that were added, oldest first.</summary>
/// <param name="Messages">What was sent, as it is stored, and where it is there already, the reply.</param>
/// <param name="IsReplying">Whether the reply is still being written.</param>
public sealed record ChatReply(IReadOnlyList<ChatMessageRecord> Messages, bool IsReplying);

/// <summary>A piece of a reply while it is written. Transient: the message at the end has all of it.</summary>
/// <param name="Text">The next characters.</param>
public sealed record ChatDelta(string Text);

/// <summary>Something that happens while a reply is written. A closed family.</summary>
public abstract record ChatUpdate
{
    private protected ChatUpdate()
    {
    }
}

/// <summary>The next characters of a reply.</summary>
/// <param name="Text">The characters.</param>
public sealed record ChatTextUpdate(string Text) : ChatUpdate;

/// <summary>A message is stored: what was sent, or at the end the reply.</summary>
/// <param name="Message">The message.</param>
public sealed record ChatMessageUpdate(ChatMessageRecord Message) : ChatUpdate;

/// <summary>Types of the server-sent events of a reply.</summary>
public static class ChatEventTypes
{
    /// <summary>A <see cref="ChatDelta"/>.</summary>
    public const string Delta = "delta";

    /// <summary>A <see cref="ChatMessageRecord"/>; the assistant's is the last event.</summary>
    public const string Message = "message";
}
