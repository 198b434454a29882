releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            actionGroup {
                build('Package') { commands 'make'; output 'Jar', files: '*.jar' }
                test('Check') { input 'Jar'; commands 'make check' }
            }
            beforeEntry { commands 'ls', input: 'Jar' }
        }
    }
}
