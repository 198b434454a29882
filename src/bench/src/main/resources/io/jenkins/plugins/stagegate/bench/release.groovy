releasePipeline {
    stages {
        stage('Source') {
            source('App') { git url: 'https://git.example.com/app.git', branch: 'main'; output 'AppSource'; namespace 'App' }
        }
        stage('Build') {
            actionGroup {
                build('Package') {
                    input 'AppSource'
                    commands 'make package'
                    output 'AppJar', files: 'build/*.jar'
                    exports 'VERSION'
                    namespace 'Package'
                }
                test('Lint') { input 'AppSource'; commands 'make lint' }
            }
        }
        stage('Production') {
            approval('ShipIt') { message 'Ship #{App.CommitId} as #{Package.VERSION}?' }
            deploy('Deploy') { input 'AppJar'; commands './deploy.sh #{Package.VERSION}' }
        }
    }
}
