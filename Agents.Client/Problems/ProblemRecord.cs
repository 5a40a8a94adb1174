using System.Text.Json.Serialization;

namespace Agents.Client.Problems;

/// <summary>An error as the API tells it: RFC 9457 problem details with a <c>code</c> and, where a document is wrong, diagnostics.</summary>
public sealed record ProblemRecord
{
    /// <summary>Short name of the HTTP status.</summary>
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>What is wrong and what to do about it, for people.</summary>
    public string? Detail { get; init; }

    /// <summary>What programs compare, e.g. <c>not_found</c> (architecture §5.5).</summary>
    public string? Code { get; init; }

    /// <summary>All problems of the definition or of the inputs; empty where the error is about something else.</summary>
    public IReadOnlyList<DiagnosticRecord> Diagnostics { get; init; } = [];

    /// <summary>The status that makes a command impossible, e.g. <c>completed</c> where it should be cancelled; null elsewhere.</summary>
    public string? CurrentStatus { get; init; }

    /// <summary>Trace id of the request, for the operator; null where the server gave none.</summary>
    [JsonPropertyName("traceId")]
    public string? TraceId { get; init; }
}
