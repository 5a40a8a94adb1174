using Agents.Core.Json;

namespace Agents.Core.Forms;

/// <summary>What a posted form says.</summary>
/// <param name="Inputs">The inputs as far as they could be read.</param>
/// <param name="Errors">What could not, per field; empty where all is well.</param>
public sealed record FormInput(JsonObject Inputs, IReadOnlyList<FormError> Errors)
{
    /// <summary>
    /// Reads posted text by the fields' types. Blank means not given. A box that is not ticked is not posted: it means false where the field is required
    /// or would default to true.
    /// </summary>
    /// <param name="fields">The form's fields.</param>
    /// <param name="posted">Control names and texts.</param>
    public static FormInput Parse(IReadOnlyList<FormField> fields, IReadOnlyDictionary<string, string> posted)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(posted);
        var inputs = JsonObject.Empty;
        var errors = new List<FormError>();
        foreach (var field in fields)
        {
            var (value, problem) = FieldText.Read(field, posted.GetValueOrDefault(field.Name));
            if (problem is not null)
            {
                errors.Add(new FormError(field.Name, problem));
            }
            else if (value is not null)
            {
                inputs = Write(inputs, [.. JsonPointer.Segments(field.Pointer)], value);
            }
        }

        return new FormInput(inputs, errors);
    }

    private static JsonObject Write(JsonObject target, ReadOnlySpan<string> path, JsonValue value)
        => path.Length == 1
            ? target.With(path[0], value)
            : target.With(path[0], Write(target.Find(path[0]) as JsonObject ?? JsonObject.Empty, path[1..], value));
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The field's name; empty where the problem is not one field's.</param>
/// <param name="Message">One sentence for people.</param>
public sealed record FormError(string Field, string Message);
