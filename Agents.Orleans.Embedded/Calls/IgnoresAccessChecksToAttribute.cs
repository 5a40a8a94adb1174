namespace System.Runtime.CompilerServices;

/// <summary>The runtime knows it by name: an assembly made at run time that carries it may use another assembly's internal types.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
