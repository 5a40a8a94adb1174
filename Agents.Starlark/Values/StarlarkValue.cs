using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>
/// A Starlark value. Hosts derive from <see cref="StarlarkMapping"/> and <see cref="StarlarkSequence"/> to show their own documents,
/// from a scalar type to add fields to it, or from this class for a type of their own.
/// </summary>
public abstract class StarlarkValue
{
    /// <summary>What <c>type(x)</c> gives.</summary>
    public abstract string TypeName { get; }

    /// <summary>The value as a condition.</summary>
    public virtual bool IsTrue => true;

    /// <summary>Names that <see cref="TryGetField"/> knows, for <c>dir</c> and suggestions.</summary>
    public virtual IEnumerable<string> FieldNames => [];

    internal virtual MethodTable Methods => MethodTable.Empty;

    /// <summary>The number of elements; -1 for a type without a length.</summary>
    internal virtual long Length => -1;

    /// <summary>
    /// A field of a host's value: <c>x.name</c>. Where the type's own indexing does not take strings, <c>x["name"]</c> asks here, too.
    /// Fields come before methods.
    /// </summary>
    public virtual bool TryGetField(string name, [NotNullWhen(true)] out StarlarkValue? value)
    {
        value = null;
        return false;
    }

    /// <summary>The value as <c>repr(x)</c> gives it.</summary>
    public override string ToString() => Representation.Of(this);

    public sealed override bool Equals(object? obj) => obj is StarlarkValue other && Equality.AreEqual(this, other);

    public sealed override int GetHashCode() => KeyHash(0);

    /// <summary>The elements; null for a value that is not iterable. While the enumeration lasts, the value can't be changed.</summary>
    internal virtual IEnumerable<StarlarkValue>? Iterate() => null;

    /// <summary>A hash for dict keys, equal for equal values.</summary>
    /// <param name="depth">How many tuples are around it.</param>
    internal virtual int KeyHash(int depth) => throw Faults.Unhashable(this);

    /// <summary>Whether two values of different objects are equal; both have been seen to be no scalars of the same type.</summary>
    internal virtual bool IsEqualTo(StarlarkValue other, int depth) => ReferenceEquals(this, other);

    /// <summary>Forbids changes from now on.</summary>
    /// <returns>Values that must be frozen with it; empty where it is frozen already.</returns>
    internal virtual IEnumerable<StarlarkValue> Freeze() => [];

    internal virtual void AppendTo(Representation text) => text.Append($"<{TypeName}>");
}
