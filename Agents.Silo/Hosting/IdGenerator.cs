namespace Agents.Silo;

/// <summary>Makes ids that begin with the time, so that newest-first is the primary key backwards.</summary>
internal sealed class IdGenerator(TimeProvider time)
{
    /// <summary>A UUID of version 7 (RFC 9562), in lower-case hex.</summary>
#pragma warning disable RS0030 // The one place where ids are made.
    public string Next() => Guid.CreateVersion7(time.GetUtcNow()).ToString();
#pragma warning restore RS0030
}
