namespace Agents.Core.JsonSchemas.Patterns;

/// <summary>A text that is no ECMA regular expression. Never leaves <see cref="SchemaPattern.TryCompile"/>.</summary>
internal sealed class PatternException(string message) : Exception(message);
