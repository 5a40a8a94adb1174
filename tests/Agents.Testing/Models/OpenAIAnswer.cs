namespace Agents.Testing.Models;

/// <summary>One answer of a <see cref="ScriptedOpenAIServer"/>. A closed family of what real servers do, good and bad.</summary>
public abstract record OpenAIAnswer
{
    private OpenAIAnswer()
    {
    }

    /// <summary>A list of one model.</summary>
    public static OpenAIAnswer ModelList { get; } = new Raw(200, "application/json", """{"object":"list","data":[{"id":"scripted","object":"model"}]}""");

    /// <summary>How long the server thinks before it says anything.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A stream of these pieces, then finish reason, usage and <c>[DONE]</c>.</summary>
    public static OpenAIAnswer Text(params string[] pieces) => new Streamed(pieces);

    /// <summary>A stream that ends with calls of tools.</summary>
    public static OpenAIAnswer Call(params ScriptedCall[] calls) => new Streamed([]) { Calls = calls, FinishReason = "tool_calls" };

    /// <summary>An error object with a status.</summary>
    public static OpenAIAnswer Error(int status, string message = "scripted", string? code = null) => new Failed(status, message, code);

    /// <summary>A stream of Chat Completions.</summary>
    public sealed record Streamed(IReadOnlyList<string> Pieces) : OpenAIAnswer
    {
        /// <summary>Why it ends; null leaves it out.</summary>
        public string? FinishReason { get; init; } = "stop";

        /// <summary>Prompt and completion tokens; null leaves usage out, as servers do that were not asked.</summary>
        public (int Input, int Output)? Usage { get; init; } = (11, 7);

        /// <summary>Whether <c>[DONE]</c> comes.</summary>
        public bool SendsDone { get; init; } = true;

        /// <summary>Whether keep-alive comments and chunks without choices come in between.</summary>
        public bool SendsNoise { get; init; }

        /// <summary>The connection is torn down after this many pieces; null lets it end well.</summary>
        public int? CutAfter { get; init; }

        /// <summary>The server falls silent after this many pieces until the caller goes; null lets it go on.</summary>
        public int? SilentAfter { get; init; }

        /// <summary>An error object comes inside the stream, after the pieces.</summary>
        public string? ErrorInStream { get; init; }

        /// <summary>Calls of tools, after the text.</summary>
        public IReadOnlyList<ScriptedCall> Calls { get; init; } = [];

        /// <summary>Ends as <c>application/json</c>, whole, although a stream was asked.</summary>
        public bool IsWhole { get; init; }
    }

    /// <summary>An HTTP error.</summary>
    public sealed record Failed(int Status, string Message, string? Code) : OpenAIAnswer
    {
        /// <summary>The <c>Retry-After</c> header; null sends none.</summary>
        public string? RetryAfter { get; init; }
    }

    /// <summary>A body of any kind.</summary>
    public sealed record Raw(int Status, string ContentType, string Body) : OpenAIAnswer;

    /// <summary>Takes the request and says nothing until the caller goes.</summary>
    public sealed record Silence : OpenAIAnswer
    {
        /// <summary>Told when the request has come; null where nobody waits for it.</summary>
        public TaskCompletionSource? Heard { get; init; }
    }
}
