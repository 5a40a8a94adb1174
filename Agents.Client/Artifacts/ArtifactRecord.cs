namespace Agents.Client.Artifacts;

/// <summary>A named file of an execution.</summary>
/// <param name="Name">Its name, with folders: <c>data/rows.csv</c>.</param>
/// <param name="Source"><c>journal</c> (made of the journal when it is asked for) or <c>tool</c> (an agent's tool wrote it).</param>
/// <param name="MediaType">What it is.</param>
public sealed record ArtifactRecord(string Name, string Source, string MediaType)
{
    /// <summary>Bytes; null where it is made when it is asked for.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>When it was last written; null where it is made when it is asked for.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
