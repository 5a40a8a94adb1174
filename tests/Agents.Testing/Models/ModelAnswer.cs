namespace Agents.Testing.Models;

/// <summary>One answer of a <see cref="ScriptedModelServer"/>, said without any protocol. A closed family of what real servers do, good and bad.</summary>
public abstract record ModelAnswer
{
    private ModelAnswer()
    {
    }

    /// <summary>A stream of these pieces of text that ends well.</summary>
    public static Streamed Text(params string[] pieces) => new(pieces);

    /// <summary>A stream that ends with calls of tools.</summary>
    public static Streamed Call(params ScriptedCall[] calls) => new([]) { Calls = calls, FinishReason = "tool_calls" };

    /// <summary>An error in the protocol's form.</summary>
    public static Failed Error(int status, string message = "scripted") => new(status, message);

    /// <summary>A stream.</summary>
    public sealed record Streamed(IReadOnlyList<string> Pieces) : ModelAnswer
    {
        /// <summary>What the model thought first, with the vendor's signature; null where it did not say.</summary>
        public (string Text, string Signature)? Thought { get; init; }

        /// <summary>Calls of tools, after the text.</summary>
        public IReadOnlyList<ScriptedCall> Calls { get; init; } = [];

        /// <summary><c>stop</c>, <c>length</c>, <c>content_filter</c> or <c>tool_calls</c>, in the protocol's words.</summary>
        public string FinishReason { get; init; } = "stop";

        /// <summary>What was counted.</summary>
        public ScriptedUsage Usage { get; init; } = new(11, 7);

        /// <summary>How long the server waits with the first event.</summary>
        public Task? Until { get; init; }

        /// <summary>The connection is torn down after this many pieces; null lets it end well.</summary>
        public int? CutAfter { get; init; }

        /// <summary>The server falls silent after this many pieces until the caller goes; null lets it go on.</summary>
        public int? SilentAfter { get; init; }

        /// <summary>An error comes inside the stream, after the pieces.</summary>
        public Failed? ErrorInStream { get; init; }

        /// <summary>Comes whole, as <c>application/json</c>, although a stream was asked.</summary>
        public bool IsWhole { get; init; }
    }

    /// <summary>An HTTP error.</summary>
    public sealed record Failed(int Status, string Message) : ModelAnswer
    {
        /// <summary>Further headers of the answer.</summary>
        public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

        /// <summary>The vendor's word for it; null where the status decides.</summary>
        public string? Code { get; init; }

        /// <summary>The wait as Google says it in the body; null says nothing.</summary>
        public string? RetryDelay { get; init; }
    }

    /// <summary>A body of any kind.</summary>
    public sealed record Raw(int Status, string ContentType, string Body) : ModelAnswer;

    /// <summary>Takes the request and says nothing until the caller goes.</summary>
    public sealed record Silence : ModelAnswer;
}

/// <summary>A call of a tool.</summary>
/// <param name="Id">Its id; null where the vendor gives none.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">The arguments as the model says them.</param>
public sealed record ScriptedCall(string? Id, string Name, string Arguments)
{
    /// <summary>The vendor's signature on it; null where there is none.</summary>
    public string? Signature { get; init; }
}

/// <summary>What was counted: all input and all output, and what parts of them are.</summary>
public sealed record ScriptedUsage(int Input, int Output, int Cached = 0, int CacheWrite = 0, int Reasoning = 0);
