namespace Agents.Silo.Models;

/// <summary>How the <c>offline</c> provider answers.</summary>
public sealed class OfflineOptions
{
    /// <summary>What answers are made of. Default: <c>Sample</c>.</summary>
    public OfflineMode Mode { get; set; } = OfflineMode.Sample;

    /// <summary>How long an answer takes, spread over its words. Default: 300 ms, so that people see a workflow move; zero for tests and benchmarks.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>JSON file with a list of scripted replies, used before <see cref="Script"/>. Default: none.</summary>
    public string? ScriptFile { get; set; }

    /// <summary>Scripted replies for <c>Mode=Script</c>. Default: none.</summary>
    public IList<ScriptedReply> Script { get; init; } = [];
}

/// <summary>What offline answers are made of. A workflow can choose by naming the model <c>echo</c>, <c>script</c> or <c>sample</c>.</summary>
public enum OfflineMode
{
    /// <summary>Values of the asked JSON schema, else a sentence that says it is offline.</summary>
    Sample,

    /// <summary>The last user message; values of the schema where one is asked.</summary>
    Echo,

    /// <summary>The configured script.</summary>
    Script,
}

/// <summary>One reply of a script: what it says or how it fails.</summary>
public sealed class ScriptedReply
{
    /// <summary>
    /// Text that the last user message must contain. A reply with it is given whenever it matches; those without are given once each, in order. With a <see cref="Turn"/>,
    /// a reply is given whenever both are right.
    /// Default: none.
    /// </summary>
    public string? Match { get; set; }

    /// <summary>
    /// Which answer of a conversation it is, from 0: only then it is given, so that a script can call a tool first and answer then, also after a restart.
    /// Default: any.
    /// </summary>
    public int? Turn { get; set; }

    /// <summary>Tools that it calls, all at once. Default: none.</summary>
    public IList<ScriptedToolCall> ToolCalls { get; init; } = [];

    /// <summary>The answer. Default: empty.</summary>
    public string Text { get; set; } = "";

    /// <summary>Fails instead: <c>rate_limited</c>, <c>provider_error</c>, <c>timeout</c>, <c>unauthorized</c> or <c>validation_error</c>. Default: none.</summary>
    public string? Error { get; set; }

    /// <summary>What a <c>rate_limited</c> error asks to wait. Default: none.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>Extra wait before the answer begins. Default: zero.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The stream breaks after this many words. Default: it does not.</summary>
    public int? CutAfterWords { get; set; }
}

/// <summary>A tool call of a scripted reply.</summary>
public sealed class ScriptedToolCall
{
    /// <summary>The tool.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its arguments, a JSON object as text. Default: none.</summary>
    public string Arguments { get; set; } = "{}";
}
