using System.Diagnostics.CodeAnalysis;

namespace Agents.Starlark;

/// <summary>The names a host gives to a program. Asked each time a name is read: nothing is copied per run.</summary>
public interface IStarlarkScope
{
    bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value);

    /// <summary>Names to suggest when one is misspelt; may be empty.</summary>
    IEnumerable<string> Names => [];
}
