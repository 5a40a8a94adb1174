namespace Agents.Silo.Models.Messages;

/// <summary>Keys of <see cref="Microsoft.Extensions.AI.AIContent.AdditionalProperties"/> that our clients set and read. Journals keep them: never renamed.</summary>
internal static class MessageProperties
{
    /// <summary>What the model sent as arguments of a call, as text, where that is not a JSON object; the call then has none.</summary>
    public const string MalformedArguments = "malformed_arguments";

    /// <summary>Google's signature of a thought, on whatever part it came with; wanted back on the same part.</summary>
    public const string ThoughtSignature = "thought_signature";

    /// <summary>True on Anthropic thoughts that came encrypted: all of it is in the protected data.</summary>
    public const string Redacted = "redacted";

    /// <summary>True on the result of a tool that failed.</summary>
    public const string IsError = "is_error";

    /// <summary>True on a call to which the provider gave no id; the id is ours and is not sent back.</summary>
    public const string OwnCallId = "own_call_id";
}
