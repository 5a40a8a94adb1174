using System.Text.Encodings.Web;
using System.Text.Json;

namespace Agents.Core.Json;

/// <summary>How values are written: only what JSON itself must escape is escaped; pages escape for HTML on their own.</summary>
internal static class JsonWriting
{
    /// <summary>Values as deep as documents may be, within what records them.</summary>
    public const int MaxDepth = 1_000;

    public static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = MaxDepth };

    public static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, MaxDepth = MaxDepth };
}
