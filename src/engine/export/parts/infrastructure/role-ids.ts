/*
 * Roles that are built into Azure. Their ids are the same in all tenants.
 * Source: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const roles = {
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  networkContributor: '4d97b98b-1d4f-4787-a291-c67834d212e7',
  blobReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
  tableContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
  dataScientist: 'f6c7c914-8db3-469d-8ca1-694a8f32e121',
  factoryContributor: '673868aa-7521-48a0-acc6-0f60742d39f5',
  imagePull: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
  imagePush: '8311e382-0749-4cb8-b61a-304f252e45ec',
  secretsUser: '4633458b-17de-408a-b874-0445c86b69e6',
  eventHubsSender: '2b629674-e913-4c01-ae53-ef4638d8f975',
  eventHubsReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde',
  serviceBusSender: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
  serviceBusReceiver: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
  eventSubscriptions: '428e0ff0-5e57-4d9c-a221-2c70d0e0a443',
  eventGridSender: 'd5a91429-5739-47e2-a06b-3470a27159e7',
  searchReader: '1407120a-92aa-4202-b7e9-c0e197c71c8f',
  searchContributor: '8ebe5a00-799e-43f5-93ac-243d3dce84a7',
  openAiUser: '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd',
  cognitiveUser: 'a97b65f3-24c7-4388-baec-2e87135dc908',
} as const;
export type Role = keyof typeof roles;
