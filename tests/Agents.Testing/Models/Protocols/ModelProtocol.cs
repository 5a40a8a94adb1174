using System.Text.Json;

namespace Agents.Testing.Models.Protocols;

/// <summary>A vendor's protocol, as a server speaks it. Written from the vendors' documents, not from our clients.</summary>
public abstract class ModelProtocol
{
    /// <summary>The protocols by the provider's name.</summary>
    public static readonly IReadOnlyDictionary<string, ModelProtocol> All = new Dictionary<string, ModelProtocol>
    {
        ["openai"] = new OpenAIProtocol(),
        ["anthropic"] = new AnthropicProtocol(),
        ["google"] = new GoogleProtocol(),
    };

    /// <summary>What a base URL ends with.</summary>
    public abstract string BasePath { get; }

    /// <summary>The list of models.</summary>
    public abstract object ModelList { get; }

    /// <summary>Events before the first piece of text.</summary>
    public abstract IEnumerable<string> Head(ModelAnswer.Streamed answer);

    /// <summary>One piece of text.</summary>
    public abstract string Piece(string text);

    /// <summary>Events after the last piece of text.</summary>
    public abstract IEnumerable<string> Tail(ModelAnswer.Streamed answer);

    /// <summary>The same answer as one document.</summary>
    public abstract object Whole(ModelAnswer.Streamed answer);

    /// <summary>An error's body.</summary>
    public abstract object Error(ModelAnswer.Failed answer);

    /// <summary>An error inside a stream.</summary>
    public virtual string ErrorEvent(ModelAnswer.Failed answer) => Data(Error(answer));

    /// <summary>An event.</summary>
    protected static string Data(object data) => $"data: {JsonSerializer.Serialize(data)}\n\n";

    /// <summary>A call's arguments as JSON.</summary>
    protected static JsonElement Arguments(ScriptedCall call) => JsonElement.Parse(call.Arguments);
}
