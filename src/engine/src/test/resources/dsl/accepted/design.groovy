releasePipeline {
    executionMode QUEUED                                  // SUPERSEDED (default), QUEUED, PARALLEL

    variables {
        string 'REGION', defaultValue: 'eu-west-1', description: 'Where production runs'
    }

    triggers {
        push { branches include: ['main', 'release/**']; filePaths include: ['services/**'], exclude: ['**/*.md'] }
        pullRequest { events OPEN, UPDATED; branches include: ['main'] }
    }

    stages {
        stage('Source') {
            source('App') {
                git url: 'https://git.example.com/app.git', branch: 'main', credentialsId: 'git'
                output 'AppSource'
                namespace 'App'
            }
        }
        stage('Build') {
            actionGroup {                                 // these two run in parallel
                build('Package') {
                    agent 'linux'
                    input 'AppSource'
                    steps {
                        sh 'mvn -B package'
                        junit 'target/surefire-reports/*.xml'
                    }
                    output 'AppJar', files: 'target/*.jar'
                    exports 'APP_VERSION'                 // an environment variable of the action, then #{Package.APP_VERSION}
                    namespace 'Package'
                }
                test('Lint') { input 'AppSource'; commands 'make lint' }
            }
        }
        stage('Approve') {
            approval('ShipIt') {
                message 'Ship #{App.CommitId} as #{Package.APP_VERSION}?'
                link 'https://staging.example.com'
                submitters 'release-managers', 'alice'
                notify email: 'release@example.com'
                timeout '7d'
            }
        }
        stage('Production') {
            beforeEntry { deploymentWindow cron: '* * 9-16 ? * MON-FRI', timeZone: 'Europe/Berlin' }
            actionGroup { deploy('Deploy') { agent 'deploy'; input 'AppJar'; commands './deploy.sh #{variables.REGION}' } }
            actionGroup { test('Smoke') { commands './smoke.sh' } }
            onFailure { rollback() }
        }
    }
}
