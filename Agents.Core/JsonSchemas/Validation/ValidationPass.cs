using System.Runtime.CompilerServices;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.JsonSchemas.Keywords;

namespace Agents.Core.JsonSchemas.Validation;

/// <summary>
/// One validation of one instance: where it is, what it found, and what it may still spend.
/// A breach (reference loop, limit, pattern timeout) ends the whole pass as invalid, so that <c>not</c> cannot turn it into a success.
/// </summary>
internal sealed class ValidationPass(SchemaOptions options, bool collects)
{
    private readonly List<PathSegment> _path = [];
    private readonly List<SchemaResource> _scope = [];
    private readonly List<(SchemaNode Target, int Depth)> _references = [];
    private List<SchemaError>? _errors = collects ? [] : null;
    private SchemaError? _breach;
    private int _applications;
    private int _secrets;

    /// <summary>Whether errors are wanted; if not, the first failure is enough.</summary>
    public bool Collects => _errors is not null;

    public SchemaResult Run(SchemaNode node, JsonValue instance)
    {
        var valid = node.Validate(instance, this, null);
        return _breach is not null ? new SchemaResult([.. _errors ?? [], _breach])
            : valid ? SchemaResult.Valid
            : new SchemaResult(_errors!);
    }

    public bool IsValid(SchemaNode node, JsonValue instance) => node.Validate(instance, this, null) && _breach is null;

    public bool Enter(SchemaNode node)
    {
        if (_breach is not null)
        {
            return false;
        }

        if (++_applications > options.MaxApplications)
        {
            return Breach(node.Location, "", $"The schema asks for more than {options.MaxApplications} checks of this document.");
        }

        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return Breach(node.Location, "", "Schema and document nest too deeply to be checked.");
        }

        _secrets += node.IsSecret ? 1 : 0;
        return true;
    }

    public void Leave(SchemaNode node) => _secrets -= node.IsSecret ? 1 : 0;

    public void Into(string key) => _path.Add(new PathSegment(key, 0));

    public void Into(int index) => _path.Add(new PathSegment(null, index));

    public void Out() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Enters the dynamic scope of a resource; false where it is the innermost already.</summary>
    public bool EnterResource(SchemaResource resource)
    {
        if (_scope.Count > 0 && ReferenceEquals(_scope[^1], resource))
        {
            return false;
        }

        _scope.Add(resource);
        return true;
    }

    public void LeaveResource() => _scope.RemoveAt(_scope.Count - 1);

    /// <summary>The outermost dynamic anchor of this name; null where no resource in scope has one.</summary>
    public SchemaNode? FindDynamicAnchor(string name)
    {
        foreach (var resource in _scope)
        {
            if (resource.DynamicAnchors.TryGetValue(name, out var node))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>Follows a reference; one that comes back to itself without going into the instance would never end.</summary>
    public bool Follow(SchemaNode target, Keyword from, JsonValue instance, Evaluated? evaluated)
    {
        for (var i = _references.Count - 1; i >= 0 && _references[i].Depth == _path.Count; i--)
        {
            if (ReferenceEquals(_references[i].Target, target))
            {
                return Breach(from.Location, from.Name, "The reference leads back to itself without an end.");
            }
        }

        _references.Add((target, _path.Count));
        var valid = target.Validate(instance, this, evaluated);
        _references.RemoveAt(_references.Count - 1);
        return valid;
    }

    /// <summary>Tries a schema without reporting anything.</summary>
    public bool Quietly(SchemaNode node, JsonValue instance, Evaluated? evaluated)
    {
        var errors = _errors;
        _errors = null;
        var valid = node.Validate(instance, this, evaluated);
        _errors = errors;
        return valid;
    }

    /// <summary>Tries a schema; its errors, where they are collected, are given to the caller instead of being reported.</summary>
    public bool Separately(SchemaNode node, JsonValue instance, Evaluated? evaluated, out List<SchemaError> found)
    {
        var errors = _errors;
        found = [];
        _errors = errors is null ? null : found;
        var valid = node.Validate(instance, this, evaluated);
        _errors = errors;
        return valid;
    }

    public bool Fail(Keyword keyword, Problem problem)
    {
        if (_errors is not null)
        {
            Report(new SchemaError(Pointer(), keyword.Location, keyword.Name, problem.Message)
            {
                Expected = problem.Expected,
                Actual = problem.Actual,
                Hint = problem.Hint,
            });
        }

        return false;
    }

    public bool Refuse(SchemaNode node)
    {
        if (_errors is not null)
        {
            Report(new SchemaError(Pointer(), node.Location, "", "No value is allowed here."));
        }

        return false;
    }

    public void Report(IEnumerable<SchemaError> errors)
    {
        foreach (var error in errors)
        {
            Report(error);
        }
    }

    public bool Breach(string location, string keyword, string message)
    {
        _breach ??= new SchemaError(Pointer(), location, keyword, message);
        return false;
    }

    /// <summary>A value as a message shows it.</summary>
    public string Show(JsonValue value) => _secrets > 0 ? "a secret value" : ValueText.Of(value);

    public string? ShowShort(JsonValue value) => _secrets > 0 ? null : ValueText.Of(value);

    public string Pointer()
    {
        var pointer = "";
        foreach (var segment in _path)
        {
            pointer = segment.Key is { } key ? JsonPointer.Append(pointer, key) : JsonPointer.Append(pointer, segment.Index);
        }

        return pointer;
    }

    private void Report(SchemaError error)
    {
        if (_errors!.Count < options.MaxErrors)
        {
            _errors.Add(error);
        }
    }

    private readonly record struct PathSegment(string? Key, int Index);
}
