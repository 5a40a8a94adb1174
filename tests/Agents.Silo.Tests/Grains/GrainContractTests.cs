using System.Reflection;
using Agents.Silo.Executions;
using Orleans;

namespace Agents.Silo.Tests.Grains;

/// <summary>What crosses a grain's border must travel between silos: primitives and declared records, never documents or exceptions.</summary>
public sealed class GrainContractTests
{
    private static readonly Type[] Plain = [typeof(string), typeof(int), typeof(long), typeof(bool), typeof(double), typeof(decimal), typeof(byte[]), typeof(string[]), typeof(DateTimeOffset), typeof(TimeSpan)];

    public static TheoryData<Type> GrainInterfaces => new(
        typeof(IExecutionGrain).Assembly.GetTypes().Where(static type => type.IsInterface && typeof(IGrainWithStringKey).IsAssignableFrom(type)));

    [Theory]
    [MemberData(nameof(GrainInterfaces))]
    public void GrainInterface_TakesAndGivesOnlyWhatCanTravel(Type grain)
    {
        grain.GetCustomAttribute<AliasAttribute>().ShouldNotBeNull();
        foreach (var method in grain.GetMethods())
        {
            method.GetCustomAttribute<AliasAttribute>().ShouldNotBeNull($"{method.Name} has no alias: renaming it would break silos of two versions.");
            method.GetParameters().Select(static parameter => parameter.ParameterType).Append(ResultOf(method.ReturnType))
                .Where(static type => !CanTravel(type)).ShouldBeEmpty(method.Name);
        }
    }

    private static Type ResultOf(Type type) => type.IsGenericType ? type.GetGenericArguments()[0] : typeof(bool);

    private static bool CanTravel(Type type)
        => type == typeof(CancellationToken) || Plain.Contains(Nullable.GetUnderlyingType(type) ?? type) || IsDeclaredRecord(type);

    private static bool IsDeclaredRecord(Type type)
        => type.Assembly == typeof(IExecutionGrain).Assembly
            && type.GetCustomAttribute<GenerateSerializerAttribute>() is not null
            && type.GetCustomAttribute<AliasAttribute>() is not null
            && type.GetProperties(BindingFlags.Public | BindingFlags.Instance).All(static property =>
                property.GetCustomAttribute<IdAttribute>() is not null && CanTravel(property.PropertyType));
}
